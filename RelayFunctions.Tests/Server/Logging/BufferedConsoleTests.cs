using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayServer.Logging;

namespace RelayFunctions.Tests.Server.Logging;

public sealed class BufferedConsoleTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly FakeTimeProvider _time = new();
    private readonly BufferedConsole _console;

    public BufferedConsoleTests() => _console = new BufferedConsole(_output, _time);

    private string Written => Encoding.UTF8.GetString(_output.ToArray());

    public void Dispose() => _console.Dispose();

    [Fact]
    public void Write_OfSeveralLines_WritesThemTogetherAfterTheInterval()
    {
        _console.Write("one\n", isUrgent: false);
        _time.Advance(BufferedConsole.FlushInterval / 2);
        _console.Write("zwölf\n", isUrgent: false);
        Assert.Empty(Written);

        _time.Advance(BufferedConsole.FlushInterval / 2);
        Assert.Equal("one\nzwölf\n", Written);
    }

    [Fact]
    public void Write_AfterAFlush_StartsTheIntervalAgain()
    {
        _console.Write("one\n", isUrgent: false);
        _time.Advance(BufferedConsole.FlushInterval);
        _console.Write("two\n", isUrgent: false);
        Assert.Equal("one\n", Written);

        _time.Advance(BufferedConsole.FlushInterval);
        Assert.Equal("one\ntwo\n", Written);
    }

    [Fact]
    public void Write_OfAnUrgentLine_WritesAllAtOnceInOrder()
    {
        _console.Write("one\n", isUrgent: false);
        _console.Write("warn: two\n", isUrgent: true);

        Assert.Equal("one\nwarn: two\n", Written);
    }

    [Fact]
    public void Write_OfMoreThanTheBuffer_WritesAtOnce()
    {
        var line = new string('x', 1024) + "\n";
        for (var i = 0; i < 256; i++)
            _console.Write(line, isUrgent: false);

        Assert.Equal(256 * line.Length, Written.Length);
    }

    [Fact]
    public void Dispose_WithLinesBuffered_WritesThemAndLaterOnesAtOnce()
    {
        _console.Write("one\n", isUrgent: false);
        _console.Dispose();
        Assert.Equal("one\n", Written);

        _console.Write("two\n", isUrgent: false);
        Assert.Equal("one\ntwo\n", Written);
    }

    [Fact]
    public async Task Write_FromManyThreads_LosesNoLine()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
                _console.Write($"{thread}-{i}\n", isUrgent: i % 50 == 0);
        })));
        _console.Flush();

        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(thread => Enumerable.Range(0, 500).Select(i => $"{thread}-{i}")).Order(),
            Written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }
}
