using RelayFunctions.Delivery;
using RelayFunctions.Messages;

namespace RelayFunctions.Tests.Functions;

/// <content>Attempts that end without an outcome, or start too early.</content>
public sealed partial class DeliverMessageTests
{
    [Fact]
    public async Task Attempt_AbortedEachTime_IsSentAgainWithItsNumberAndEndsEventually()
    {
        var id = await ScheduleAsync();
        await IdleAsync();

        var status = await StatusAsync(id);
        Assert.Equal((MessageState.Waiting, Noon.AddSeconds(5)), (status.Status, status.NextAttemptAt));
        Assert.Empty(status.Attempts);

        foreach (var seconds in new[] { 5, 10, 20, 40, 60, 5, 10, 20, 40, 60, 5, 10, 20, 40 })
            await AdvanceAsync(TimeSpan.FromSeconds(seconds));
        status = await StatusAsync(id);
        Assert.Equal((MessageState.Failed, Attempt.Interrupted), (status.Status, status.Error));
        Assert.Equal([1, 2, 3], status.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3], _script.Requests.Select(request => request.Number));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal) && line.StartsWith("Message", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attempt_AbortedByAStop_UsesUpNone()
    {
        _script.Report = request => _script.Requests.Count == 1 ? AttemptReport.Interrupted() : Delivered(request.Number);
        var id = await ScheduleAsync();
        await IdleAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(5));

        var status = await StatusAsync(id);
        Assert.Equal(MessageState.Delivered, status.Status);
        Assert.Equal(1, Assert.Single(status.Attempts).Number);
        Assert.Equal([1, 1], _script.Requests.Select(request => request.Number));
    }

    // The store has run such an activity five times already.
    [Fact]
    public async Task Attempt_WhoseActivityIsPoisoned_FailsWithoutBeingSentAgain()
    {
        _script.Report = request => request.Number == 1 ? throw new ActivityEndsProcess() : Delivered(request.Number);
        var id = await ScheduleAsync();
        await IdleAsync();

        var status = await StatusAsync(id);
        Assert.Equal(Noon.AddMinutes(1), status.NextAttemptAt);
        Assert.Equal((1, Attempt.Interrupted), (Assert.Single(status.Attempts).Number, status.Attempts[0].Error));

        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(MessageState.Delivered, (await StatusAsync(id)).Status);
        Assert.Equal([1, 2], _script.Requests.Select(request => request.Number));
    }

    [Fact]
    public async Task Attempt_ThatIsTooEarly_IsMadeLaterWithTheSameEndOfItsPause()
    {
        var early = 0;
        _script.Report = request => request.Number == 1 ? Failed(1)
            : early++ < 20 ? AttemptReport.Deferred(TimeSpan.FromSeconds(10)) : Delivered(request.Number);
        var id = await ScheduleAsync();
        await IdleAsync();

        await AdvanceAsync(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Noon.AddSeconds(60 + (10 * (i + 1))), (await StatusAsync(id)).NextAttemptAt);
            await AdvanceAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([1, 2], (await StatusAsync(id)).Attempts.Select(attempt => attempt.Number));
        Assert.Null(_script.Requests.First().NotBefore);
        Assert.All(_script.Requests.Skip(1), request => Assert.Equal((2, Noon.AddMinutes(1)), (request.Number, request.NotBefore)));
    }
}
