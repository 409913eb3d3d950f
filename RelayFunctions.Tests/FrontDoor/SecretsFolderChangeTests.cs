using System.Net;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class SecretsFolderChangeTests : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly TempFolder _secrets = new();

    public void Dispose() => _secrets.Dispose();

    // The framework throws, and an exception on the thread of a timer ends the process.
    [Fact]
    public async Task Change_SettingThatTheFrameworkRejects_IsLoggedAndTheOthersTakeEffect()
    {
        var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(
            settings: [$"--Relay:SecretsFolder={_secrets.Path}"], configure: builder => builder.Logging.AddProvider(log));

        await _secrets.WriteAsync("Logging__LogLevel__Default", "verbose");
        await _secrets.WriteAsync("Functions__Keys__a", "key-a-of-the-folder");
        await relay.AdvanceAsync(Poll);
        await _secrets.WriteAsync("Functions__Keys__a", "key-b-of-the-folder");
        await relay.AdvanceAsync(Poll);

        Assert.Contains(log.Lines, line => line.StartsWith(
            "A setting in a file of Relay__SecretsFolder can't be used, and its old value stays: InvalidOperationException",
            StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("verbose", StringComparison.Ordinal));
        using var response = await relay.Http.GetAsync(
            new Uri("/gateways?code=key-b-of-the-folder", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var refused = await relay.Http.GetAsync(
            new Uri("/gateways?code=key-a-of-the-folder", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
