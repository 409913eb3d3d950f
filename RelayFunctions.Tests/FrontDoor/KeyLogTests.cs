using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The log names keys, and never shows one.</summary>
public sealed class KeyLogTests : IDisposable
{
    private const string Shop = "0123456789abcdef-shop";
    private const string Send = "0123456789abcdef-send";
    private const string Short = "fifteen-letters";

    private readonly RecordingLogger _log = new();
    private readonly TempFolder _secrets = new();

    public void Dispose()
    {
        _log.Dispose();
        _secrets.Dispose();
    }

    [Theory]
    [InlineData("/gateways", Shop, "GET /gateways 200 in ", "key shop")]
    [InlineData("/gateways?code=" + Shop, null, "GET /gateways 200 in ", "key shop")]
    [InlineData("/gateways", Send, "GET /gateways 401 in ", "key SendMessage/send")]
    [InlineData("/gateways", "another", "GET /gateways 401 in ", "key (unknown)")]
    [InlineData("/gateways", null, "GET /gateways 401 in ", "key (none)")]
    [InlineData("/gateways?code=", null, "GET /gateways 401 in ", "key (none)")]
    [InlineData("/gateways?code=" + Shop, "another", "GET /gateways 401 in ", "key (unknown)")]
    [InlineData("/health/live", Shop, "GET /health/live 200 in ", " ms")]
    [InlineData("/nowhere", Shop, "GET /nowhere 404 in ", " ms")]
    public async Task Request_WithKeys_IsLoggedWithTheNameOfItsKey(string path, string? key, string beginning, string end)
    {
        await using var relay = await StartAsync($"--Functions:Keys:shop={Shop}", $"--Functions:FunctionKeys:SendMessage:send={Send}");
        var line = _log.Next(beginning);

        await GetAsync(relay, path, key);

        Assert.EndsWith(end, await line, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, text => text.Contains("0123456789abcdef", StringComparison.Ordinal) || text.Contains("another", StringComparison.Ordinal));
    }

    // A key of one function may be the same text as one of the host: the name is that of the key that opened it.
    [Fact]
    public async Task Request_WithATextThatIsTwoKeys_IsLoggedWithTheKeyThatOpensIt()
    {
        await using var relay = await StartAsync($"--Functions:FunctionKeys:SendMessage:send={Shop}", $"--Functions:Keys:shop={Shop}");
        var line = _log.Next("GET /gateways 200 in ");

        await GetAsync(relay, "/gateways", Shop);

        Assert.EndsWith("key shop", await line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutConfiguredKeys_IsLoggedWithoutOne()
    {
        await using var relay = await StartAsync();
        var line = _log.Next("GET /gateways 200 in ");

        await GetAsync(relay, "/gateways", Shop);

        Assert.EndsWith(" ms", await line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithShortKeys_WarnsOfEachBySettingAndStarts()
    {
        await using var relay = await StartAsync(
            $"--Functions:Keys:shop={Short}", $"--Functions:FunctionKeys:SendMessage:send={Short}", "--Functions:Keys:long=sixteen-letters!");

        Assert.Equal(
            [Warning("Functions__FunctionKeys__SendMessage__send"), Warning("Functions__Keys__shop")],
            _log.Lines.Where(line => line.StartsWith("Function keys:", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Short, StringComparison.Ordinal));
        Assert.Equal(200, await GetAsync(relay, "/gateways", Short));
    }

    [Fact]
    public async Task Key_ShortOneAddedToTheSecretsFolder_IsWarnedOfOnce()
    {
        await _secrets.WriteAsync("Functions__Keys__a", Shop);
        await using var relay = await StartAsync($"--Relay:SecretsFolder={_secrets.Path}");
        var warned = _log.Next("Function keys:");

        await _secrets.WriteAsync("Functions__Keys__b", Short);
        await relay.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(Warning("Functions__Keys__b"), await warned);
        await _secrets.WriteAsync("Functions__Keys__c", Send);
        await relay.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(200, await GetAsync(relay, "/gateways", Send));
        Assert.Single(_log.Lines, line => line.StartsWith("Function keys:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WithAShortKey_WarnsOfIt()
    {
        using var folder = new TempFolder();
        var file = await folder.WriteAsync("gateways.json", """{"gateways": {}}""");

        var (exit, _, error) = await Server.ServerCommand.RunAsync(
            folder, "check", $"--Relay:GatewaysFile={file}", $"--Functions:Keys:shop={Short}");

        Assert.Equal(0, exit);
        Assert.Contains("warning: setting Functions__Keys__shop: the key has fewer than 16 characters", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Short, error, StringComparison.Ordinal);
    }

    private static string Warning(string setting) =>
        $"Function keys: setting {setting}: the key has fewer than 16 characters, so that it could be guessed";

    private Task<RelayHost> StartAsync(params string[] settings) =>
        RelayHost.StartAsync(settings: settings, configure: builder => builder.Logging.AddProvider(_log));

    private static async Task<int> GetAsync(RelayHost relay, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
