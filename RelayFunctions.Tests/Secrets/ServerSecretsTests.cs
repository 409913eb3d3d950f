using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.Server;

namespace RelayFunctions.Tests.Secrets;

/// <summary>
/// A key and gateway secrets are planted in each place that can contain one; then all output is searched for them.
/// </summary>
public sealed class ServerSecretsTests
{
    private static readonly string Key = $"planted-key-{Planted.Mark}";

    [Fact]
    public async Task Server_SecretInEachPlace_WritesAndReturnsNoneOfThem()
    {
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        gateway.Respond = request => PlantedCatalogue.TokenFor(request)
            ?? (request.Target.StartsWith("/down", StringComparison.Ordinal)
                ? new StubResponse(500, TextOf(request))
                : StubResponse.Ok);
        var settings = PlantedCatalogue.Write(folder.Path, $"{gateway.Url}/tokens", new Dictionary<string, string>
        {
            ["up"] = $"{gateway.Url}/up",
            ["down"] = $"{gateway.Url}/down",
            ["closed"] = "http://127.0.0.1:1",
        });
        // The most verbose level.
        settings["Logging:LogLevel:Default"] = "Trace";
        settings["Functions:Keys:operator"] = Key;
        settings["Relay:CallbackSecret"] = $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(Planted.Secret("callback")))}";
        settings["Relay:CallbackNetwork"] = "private";
        settings["Relay:Proxy"] = $"http://{Uri.EscapeDataString(Planted.Secret("proxyUser"))}:{Uri.EscapeDataString(Planted.Secret("proxyPassword"))}@127.0.0.1:1";

        var responses = new StringBuilder();
        await using var server = await ServerProcess.StartAsync(
            folder.Path, settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value));
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("x-functions-key", Key);
        foreach (var name in PlantedCatalogue.Names)
        {
            foreach (var ending in new[] { "up", "down", "closed" })
                responses.AppendLine(await SendAsync(http, server, $"{name}_{ending}"));
            responses.AppendLine(await TextAsync(http.PostAsJsonAsync(
                Path($"gateways/{name}_up/preview"), new { message = "test" }, TestContext.Current.CancellationToken)));
        }

        responses.AppendLine(await TextAsync(http.PostAsJsonAsync(
            Path("send_message"), new { message = "test", gateway = "bearer_up", callbackUrl = $"{gateway.Url}/hook" }, TestContext.Current.CancellationToken)));
        await server.LineAsync(" to callback-url");
        responses.AppendLine(await TextAsync(http.GetAsync(Path("messages?gateway=callback-url"), TestContext.Current.CancellationToken)));
        responses.AppendLine(await TextAsync(http.GetAsync(Path("gateways"), TestContext.Current.CancellationToken)));
        responses.AppendLine(await TextAsync(http.GetAsync(Path("presets"), TestContext.Current.CancellationToken)));
        http.DefaultRequestHeaders.Remove("x-functions-key");
        using var refused = await http.PostAsync(Path($"send_message?code=wrong-{Planted.Mark}"), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(0, await server.TerminateAsync());

        AssertUsed(gateway.Requests);
        Assert.Null(Planted.FoundIn(responses.ToString()));
        Assert.Null(Planted.FoundIn(string.Join('\n', server.Lines)));
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("relay.db", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Null(Planted.FoundIn(File.ReadAllBytes(file))));
    }

    [Fact]
    public async Task Start_InvalidSecretInEachPlace_IsRejectedWithoutIt()
    {
        using var folder = new TempFolder();
        var faulty = new Dictionary<string, string>
        {
            ["url__url"] = $"ftp://{Planted.Mark}",
            ["path__url"] = $"http://a/{Planted.Mark}#",
            ["header__headers__X-Key"] = $"{Planted.Mark}é",
            ["timeout__timeout"] = Planted.Mark,
            ["body__body__xml"] = $"<{Planted.Mark}",
            ["template__body__text"] = $$$"""{{ '{{{Planted.Mark}}}' """,
            ["bearer__auth__bearer"] = $"{Planted.Mark}\n{Planted.Mark}",
            ["basic__auth__basic__user"] = $"{Planted.Mark}:",
            ["hmac__auth__hmac__key"] = $"{Planted.Mark}",
            ["hmac__auth__hmac__keyEncoding"] = "hex",
            ["algorithm__auth__hmac__algorithm"] = Planted.Mark,
            ["jwt__auth__jwtBearer__privateKey"] = Planted.Mark,
            ["webhooks__auth__standardWebhooks__secret"] = $"whsec_?{Planted.Mark}",
            ["oauth2__auth__oauth2__tokenUrl"] = $"https://a:{Planted.Mark}@b",
            ["aws__auth__awsSigV4__accessKeyId"] = $"{Planted.Mark}?",
            ["session__auth__awsSigV4__sessionToken"] = $"{Planted.Mark}\n{Planted.Mark}",
            ["certificate__certificate__file"] = $"{Planted.Mark}.pfx",
            ["password__certificate__file"] = "/dev/null",
            ["password__certificate__password"] = Planted.Mark,
            ["kind__auth__unknown"] = Planted.Mark,
            ["preset__preset"] = Planted.Mark,
        };

        // Without an address, they would be taken for leftovers of removed gateways.
        foreach (var name in faulty.Keys.Select(key => key.Split("__")[0]).Except(["url", "path", "preset"]).ToArray())
            faulty[$"{name}__url"] = "https://a.example";

        var catalogue = await folder.WriteAsync("gateways.json", """{"gateways": {}}""");
        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder,
            [
                $"--Relay:GatewaysFile={catalogue}",
                .. faulty.Select(setting => $"--Gateways:{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
            ]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.All(
            faulty.Keys.Select(key => key.Split("__")[0]).Distinct(),
            gateway => Assert.Contains($"gateway '{gateway}'", errors, StringComparison.Ordinal));
        Assert.Null(Planted.FoundIn(errors));
    }

    private static async Task<string> SendAsync(HttpClient http, ServerProcess server, string gateway)
    {
        using var response = await http.PostAsJsonAsync(
            Path("send_message"), new { message = "test", gateway }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
        await server.LineAsync($" to {gateway}");
        return await http.GetStringAsync(Path($"messages/{id}"), TestContext.Current.CancellationToken);
    }

    // A secret that was never used could not be found.
    private static void AssertUsed(IReadOnlyList<ReceivedRequest> requests)
    {
        var senders = PlantedCatalogue.Names.Except(PlantedCatalogue.SendNone).ToArray();
        Assert.Equal(senders.Length + 1, requests.Count(request =>
            request.Target.StartsWith("/up", StringComparison.Ordinal) && Planted.FoundIn(TextOf(request)) is not null));
        Assert.Contains(requests, request => request.Headers.ContainsKey("webhook-signature") && request.Target == "/hook");
        Assert.Contains(requests, request => request.Headers.ContainsKey("webhook-signature") && request.Target != "/hook");
        Assert.Equal(24, requests.Count(request => request.Target.StartsWith("/tokens/", StringComparison.Ordinal)));
    }

    private static string TextOf(ReceivedRequest request) =>
        string.Join('\n', [request.Target, .. request.Headers.Values, request.Body]);

    private static async Task<string> TextAsync(Task<HttpResponseMessage> answering)
    {
        using var response = await answering;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Uri Path(string path) => new($"/{path}", UriKind.Relative);
}
