using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RelayFunctions.Tests.Gateway;

namespace RelayFunctions.Tests.Hosting;

/// <summary>A key and gateway secrets are planted in each place where one can stand; then all that was written is searched.</summary>
public sealed class SecretsTests
{
    private const string Key = "planted-key-c0ffee";
    private const string InPath = "planted-path-c0ffee";
    private const string InQuery = "planted-query-c0ffee";
    private const string InHeader = "planted-header-c0ffee";
    private const string InSecrets = "planted-secret-c0ffee";
    private const string Mark = "c0ffee";

    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task Server_PlantedKeyAndGatewaySecrets_WritesNoneOfThem(string logLevel)
    {
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        gateway.Answer = request => request.Target.StartsWith("/down", StringComparison.Ordinal)
            ? new Answer(500, Body: $"{InPath} {InQuery} {InHeader} {InSecrets}")
            : Answer.Ok;
        var closed = ClosedPort();
        var settings = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = logLevel,
            ["Functions__Keys__operator"] = Key,
        };
        foreach (var (name, url) in new[] { ("up", $"{gateway.Url}/up"), ("down", $"{gateway.Url}/down"), ("closed", $"http://127.0.0.1:{closed}") })
        {
            settings[$"Gateways__{name}__url"] = $"{url}/{InPath}?token={InQuery}";
            settings[$"Gateways__{name}__headers__X-Api-Key"] = InHeader;
            settings[$"Gateways__{name}__secrets__token"] = InSecrets;
        }

        var answers = new StringBuilder();
        await using var server = await ServerProcess.StartAsync(folder.Path, settings);
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var name in new[] { "up", "down", "closed" })
        {
            var body = $$"""{"message": "test", "gateway": "{{name}}"}""";
            using var answer = await http.PostAsync(new Uri($"/send_message?code={Key}", UriKind.Relative), new StringContent(body), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
            await server.LineAsync(name == "up" ? "delivered to up" : $"to {name} failed");
            answers.AppendLine(await http.GetStringAsync(new Uri($"/messages/{id}?code={Key}", UriKind.Relative), TestContext.Current.CancellationToken));
        }

        using var refused = await http.PostAsync(new Uri("/send_message?code=wrong-c0ffee", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(0, await server.TerminateAsync());

        // They did go to the gateway: what follows is no test of secrets that were never used.
        Assert.Equal($"/up/{InPath}?token={InQuery}", gateway.Requests[0].Target);
        Assert.Equal(InHeader, gateway.Requests[0].Headers["X-Api-Key"]);
        Assert.DoesNotContain(Mark, answers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, line => line.Contains(Mark, StringComparison.Ordinal));
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)) < 0, file));
    }

    private static int ClosedPort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
