using EmbeddedFunctions.Http.Logging;
using EmbeddedFunctions.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Http;

public sealed class RejectionLogTests : IDisposable
{
    private readonly LogLines _lines = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _lines.Dispose();

    [Fact]
    public void Write_MoreThanAHundredValues_IsHeldBackForAnHour()
    {
        var log = new RejectionLog(_lines.CreateLogger("test"), _time);
        for (var i = 0; i < 101; i++)
            log.Write("Origin", $"http://{i}.example", "is foreign");
        Assert.Equal(100, _lines.All.Count);

        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        log.Write("Origin", "http://late.example", "is foreign");
        Assert.Equal(100, _lines.All.Count);

        _time.Advance(TimeSpan.FromTicks(1));
        log.Write("Origin", "http://late.example", "is foreign");
        log.Write("Origin", "http://late.example", "is foreign");
        Assert.Equal(101, _lines.All.Count);
    }
}
