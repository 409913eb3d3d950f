using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Gateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// ASP.NET Core logs each request with its query, where a function key may stand. On the Functions host the worker has a
/// Kestrel of its own, so the app itself keeps that line out, whatever the configuration of the log says.
/// </summary>
public sealed class RequestLineTests
{
    private const string Key = "planted-key-c0ffee";
    private const string Provider = "RelayFunctions.Tests.Gateways.RecordingLogger";

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData($"Logging:{Provider}:LogLevel:Default")]
    [InlineData($"Logging:{Provider}:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    public async Task Log_LevelFromConfiguration_DoesNotBringBackTheRequestLine(string setting)
    {
        Assert.Contains(await LinesAsync(setting, withRelay: false), HoldsTheKey);
        Assert.DoesNotContain(await LinesAsync(setting, withRelay: true), HoldsTheKey);
    }

    private static bool HoldsTheKey(string line) => line.Contains(Key, StringComparison.Ordinal);

    private static async Task<IReadOnlyCollection<string>> LinesAsync(string setting, bool withRelay)
    {
        var folder = Directory.CreateTempSubdirectory("relay-log-");
        var file = Path.Combine(folder.FullName, "gateways.json");
        await File.WriteAllTextAsync(file, """{"gateways": {}}""");
        var log = new RecordingLogger();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create("Relay:GatewaysFile", (string?)file), KeyValuePair.Create(setting, (string?)"Trace")]);
        builder.Logging.ClearProviders().AddProvider(log);
        if (withRelay)
            builder.Services.AddRelay(builder.Configuration);

        await using (var app = builder.Build())
        {
            app.Run(_ => Task.CompletedTask);
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            (await http.GetAsync(new Uri($"/send_message?code={Key}", UriKind.Relative))).Dispose();
            await app.StopAsync();
        }

        folder.Delete(recursive: true);
        return log.Lines;
    }
}
