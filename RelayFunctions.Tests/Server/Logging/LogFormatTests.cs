using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RelayServer.Logging;

namespace RelayFunctions.Tests.Server.Logging;

public sealed class LogFormatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "12:00:00.000Z warning: Message 7 failed\n")]
    [InlineData("", "12:00:00.000Z warning: Message 7 failed\n")]
    [InlineData("Relay", "12:00:00.000Z warning: Message 7 failed\n")]
    [InlineData("simple", "warn: a.Category[0]\n      Message 7 failed\n")]
    [InlineData("systemd", "<4>a.Category[0] Message 7 failed\n")]
    public void Log_WithFormat_WritesItsLine(string? format, string line) => Assert.Equal(line, Logged(format));

    [Fact]
    public void Log_AsJson_HasTimeLevelAndValues()
    {
        var line = JsonDocument.Parse(Logged("Json")).RootElement;

        Assert.Equal("Warning", line.GetProperty("LogLevel").GetString());
        Assert.Equal("Message 7 failed", line.GetProperty("Message").GetString());
        Assert.Equal("7", line.GetProperty("State").GetProperty("Id").GetString());
        Assert.True(DateTimeOffset.TryParseExact(
            line.GetProperty("Timestamp").GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    [Fact]
    public void Log_AsJsonWithTimestampFormat_HasThatFormat()
    {
        var line = JsonDocument.Parse(Logged("json", ("FormatterOptions:TimestampFormat", "'at some time'"))).RootElement;

        Assert.Equal("at some time", line.GetProperty("Timestamp").GetString());
    }

    // As after a reload: the start refuses such a format.
    [Fact]
    public void Log_FormatterFails_WritesTheReadableLine() => Assert.Equal(
        "12:00:00.000Z warning: Message 7 failed\n", Logged("json", ("FormatterOptions:TimestampFormat", "%")));

    [Fact]
    public void Log_InvalidOptionOfAnotherFormat_HasNoEffect() => Assert.Equal(
        "12:00:00.000Z warning: Message 7 failed\n", Logged(null, ("FormatterOptions:ColorBehavior", "Sometimes"), ("MaxQueueLength", "0")));

    private static string Logged(string? format, params (string Name, string? Value)[] settings)
    {
        using var output = new MemoryStream();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Prepend(("FormatterName", format)).ToDictionary(setting => $"Logging:Console:{setting.Item1}", setting => setting.Item2)).Build();
        using (var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Noon))
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddBufferedConsole(configuration))
            .AddSingleton(_ => new BufferedConsole(output, TimeProvider.System))
            .BuildServiceProvider())
        {
            var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("a.Category");
            log.Log<KeyValuePair<string, object?>[]>(LogLevel.Warning, 0, [new("Id", "7")], null, (_, _) => "Message 7 failed");
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
