using DurableTask.Sqlite.Common;

namespace DurableTask.Sqlite.Tests.Writing;

public sealed class WriteGroupTests : IDisposable
{
    private readonly WriterHarness _harness = new();

    [Fact]
    public async Task Group_OneFails_AllAreExecutedTogetherAndTheOthersAreCommitted()
    {
        List<Task> written;
        using (_harness.Writer.Group())
        {
            written = [.. Enumerable.Range(0, 100).Select(i => _harness.Writer.WriteOrRejectAsync(
                _harness.Write(i == 50 ? "SELECT * FROM nothing" : $"INSERT INTO owner VALUES ({-1 - i})")))];
            Assert.Empty(_harness.Steps);
        }

        await Task.WhenAll(written).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Same(written[50], Assert.Single(written, write => write.IsFaulted));
        Assert.Equal(99, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
        // First up to the one that fails, then each of them separately.
        Assert.Equal(1, _harness.Writer.Batches);
        Assert.Equal(51 + 100, _harness.Steps.Count(step => step == 'E'));
    }

    [Fact]
    public async Task Group_IsDisposed_LaterWritesOfItsFlowAreNotGrouped()
    {
        var group = _harness.Writer.Group();
        var grouped = _harness.Writer.WriteOrRejectAsync(_harness.Write("INSERT INTO owner VALUES (-1)"));
        group.Dispose();

        await _harness.Writer.WriteOrRejectAsync(_harness.Write("INSERT INTO owner VALUES (-2)"));
        await grouped;

        Assert.Equal(2, _harness.Store.Database.ReadNumber("SELECT COUNT(*) FROM owner WHERE pid < 0"));
    }

    [Fact]
    public async Task Group_QueueIsFull_RejectsEachOfIt()
    {
        using var go = new ManualResetEventSlim();
        var first = await _harness.HoldAsync(go);
        var large = _harness.Writer.WriteOrRejectAsync(
            new TestWrite("", _harness.Store.Database, _harness.Steps) { BodyBytes = (int)MemoryBounds.QueueBytes });
        List<Task> written;
        using (_harness.Writer.Group())
            written = [_harness.Writer.WriteOrRejectAsync(_harness.Write("")), _harness.Writer.WriteOrRejectAsync(_harness.Write(""))];

        Assert.All(written, write => Assert.IsType<WriteQueueFullException>(write.Exception!.InnerException));
        go.Set();
        await first;
        await large;
        await _harness.Idle.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _harness.Writer.Waiting);
    }

    [Fact]
    public async Task Group_MoreWritesThanTheQueueHolds_RejectsTheGroupOverTheBound()
    {
        using var go = new ManualResetEventSlim();
        var first = await _harness.HoldAsync(go);
        List<Task[]> groups = [];
        for (var i = 0; i < 4; i++)
        {
            using (_harness.Writer.Group())
                groups.Add([.. Enumerable.Range(0, 1_000).Select(_ => _harness.Writer.WriteOrRejectAsync(_harness.Write("")))]);
        }

        Assert.All(groups[3], write => Assert.IsType<WriteQueueFullException>(write.Exception!.InnerException));
        go.Set();
        await Task.WhenAll([first, .. groups[0], .. groups[1], .. groups[2]]);
    }

    [Fact]
    public async Task Group_WriterIsDisposed_FailsEachOfIt()
    {
        List<Task> written;
        using (_harness.Writer.Group())
        {
            written = [_harness.Writer.WriteOrRejectAsync(_harness.Write("")), _harness.Writer.WriteOrRejectAsync(_harness.Write(""))];
            _harness.Writer.Dispose();
        }

        foreach (var write in written)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => write);
    }

    [Fact]
    public void Group_WithinAnother_IsRefused()
    {
        using var group = _harness.Writer.Group();

        Assert.Throws<InvalidOperationException>(_harness.Writer.Group);
    }

    // A timer that is created within a group captures the flow, and with it the group.
    [Fact]
    public async Task Group_IsDisposed_HoldsItsWritesNoLonger()
    {
        var group = _harness.Writer.Group();
        var (written, operations) = Write();
        group.Dispose();
        await written;
        await _harness.Idle.WhenIdleAsync(TestContext.Current.CancellationToken);

        GC.Collect();
        Assert.All(operations, operation => Assert.False(operation.TryGetTarget(out _)));
        GC.KeepAlive(group);

        (Task Written, WeakReference<TestWrite>[] Operations) Write()
        {
            TestWrite[] writes = [_harness.Write(""), _harness.Write("")];
            var tasks = writes.Select(_harness.Writer.WriteOrRejectAsync).ToArray();
            return (tasks[1].ContinueWith(_ => { }, TaskScheduler.Default), [.. writes.Select(write => new WeakReference<TestWrite>(write))]);
        }
    }

    public void Dispose() => _harness.Dispose();
}
