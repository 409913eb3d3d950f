using System.Globalization;
using RelayFunctions.Functions.Durable;

namespace RelayFunctions.Tests.Functions;

public sealed class LoggedTimeTests
{
    private static readonly LoggedTime Time = new DateTimeOffset(2026, 11, 9, 14, 5, 20, 5, TimeSpan.FromHours(2));

    // As .NET's JSON formatter and OTLP's exporter do.
    [Fact]
    public void Convert_WithoutAFormat_IsIso8601InUtc() =>
        Assert.Equal("2026-11-09T12:05:20.005Z", Convert.ToString((object)Time, CultureInfo.InvariantCulture));

    [Fact]
    public void Format_OfALine_IsUtc() =>
        Assert.Equal("12:05:20Z", string.Format(CultureInfo.InvariantCulture, "{0:HH:mm:ss}Z", Time));
}
