using EmbeddedFunctions.Durable.Hub;
using EmbeddedFunctions.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The lines of the Durable Task Framework about errors that repeat.</summary>
public sealed class FrameworkLoggerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _lines = new();
    private readonly ILoggerFactory _inner;
    private readonly FrameworkLoggers _loggers;

    public FrameworkLoggerTests()
    {
        _inner = LoggerFactory.Create(builder => builder.AddProvider(_lines));
        _loggers = new FrameworkLoggers(_inner, _time);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _inner.Dispose();
        _lines.Dispose();
    }

    [Fact]
    public void Errors_OfWorkThatIsTriedAgain_AreInFullOnceAndThenALineAMinute()
    {
        for (var second = 0; second < 61; second++)
        {
            Fail($"item-{second}", Thrown("The store is gone."));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Collection(
            _lines.All,
            first =>
            {
                Assert.StartsWith("Error Framework: item-0: System.IO.IOException: The store is gone.", first, StringComparison.Ordinal);
                // The line and the exception would repeat each other.
                Assert.Equal(2, first.Split(nameof(Thrown)).Length);
            },
            second => Assert.Equal("Error Framework: item-60: System.IO.IOException: The store is gone. (60 times since the last such line)", second));
    }

    [Fact]
    public void Errors_ThatDiffer_AreInFullEach()
    {
        Fail("a", Thrown("The store is gone."));
        Fail("a", Thrown("The store is full."));
        Fail("a", new InvalidOperationException("The store is gone."));

        Assert.Equal(3, _lines.All.Count);
    }

    [Fact]
    public void Warnings_WithoutAnException_AreWrittenEachTime()
    {
        for (var i = 0; i < 3; i++)
            Fail("a", null);

        Assert.Equal(3, _lines.All.Count);
    }

    private void Fail(string item, Exception? error) => _loggers.CreateLogger("Framework").Log(
        LogLevel.Error, new EventId(1), item, error, (state, exception) => $"{state}: {exception}");

    private static IOException Thrown(string message)
    {
        try
        {
            throw new IOException(message);
        }
        catch (IOException error)
        {
            return error;
        }
    }
}
