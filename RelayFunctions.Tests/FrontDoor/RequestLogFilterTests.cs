using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RelayFunctions.Hosting;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// ASP.NET Core logs each request with its query, and Kestrel parts of a malformed one: a function key may be there. On
/// the Functions host the worker has a Kestrel of its own, so the app itself keeps both out at any configured level.
/// </summary>
public sealed class RequestLogFilterTests
{
    private const string Key = "q7key";
    private const string Provider = "RelayFunctions.Tests.Gateways.RecordingLogger";

    private static readonly string[] Requests =
    [
        $"POST /send_message?code={Key} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        $"POST /send_message?code={Key} HTTP/9.9\r\n\r\n",
        $"POST /send_message?code={Key}\r\n\r\n",
        $"POST /send_message ?code={Key} HTTP/1.1\r\n\r\n",
        $"POST /send_message?code={Key}\0 HTTP/1.1\r\nHost: a\r\n\r\n",
        $"POST /%00?code={Key} HTTP/1.1\r\nHost: a\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nx-functions-key {Key}\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nx-functions-key : {Key}\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nx-functions-key: {Key}\0\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nx-functions-key:\r\n {Key}\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: x-functions-key={Key}\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nContent-Length: {Key}\r\n\r\n",
        $"POST /send_message HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: {Key}\r\n\r\n",
    ];

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics*")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.*BadRequests")]
    [InlineData($"Logging:{Provider}:LogLevel:Default")]
    [InlineData($"Logging:{Provider}:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData($"Logging:{Provider}:LogLevel:Microsoft.AspNetCore.Server.Kestrel.Core.Internal.LoggingConnectionMiddleware")]
    public async Task Log_LevelFromConfiguration_BringsBackNoPartOfARequest(string setting)
    {
        Assert.Contains(await LinesAsync(setting, withRelay: false), HoldsTheKey);
        Assert.DoesNotContain(await LinesAsync(setting, withRelay: true), HoldsTheKey);
    }

    [Fact]
    public async Task Log_OfOtherCategories_KeepsItsConfiguredLevel()
    {
        var lines = await LinesAsync("Logging:LogLevel:Default", withRelay: true);

        Assert.Contains(lines, line => line.Contains("No candidates found", StringComparison.Ordinal));
    }

    private static bool HoldsTheKey(string line) => line.Contains(Key, StringComparison.Ordinal);

    private static async Task<IReadOnlyCollection<string>> LinesAsync(string setting, bool withRelay)
    {
        using var folder = new TempFolder();
        var file = await folder.WriteAsync("gateways.json", """{"gateways": {}}""");
        var log = new RecordingLogger();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.UseConnectionLogging()));
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create("Relay:GatewaysFile", (string?)file), KeyValuePair.Create(setting, (string?)"Trace")]);
        builder.Logging.ClearProviders().AddProvider(log);
        if (withRelay)
            builder.Services.AddRelay(builder.Configuration);

        await using (var app = builder.Build())
        {
            app.UseRouting();
            app.Run(_ => Task.CompletedTask);
            await app.StartAsync();
            foreach (var request in Requests)
                await SendAsync(new Uri(app.Urls.Single()), request);
            await app.StopAsync();
        }

        return log.Lines;
    }

    private static async Task SendAsync(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        // The server closes after a malformed request.
        await stream.CopyToAsync(Stream.Null);
    }
}
