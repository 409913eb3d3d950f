using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Function keys in <c>Relay__SecretsFolder</c> are changed while the server runs.</summary>
public sealed class KeyChangeTests : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly TempFolder _secrets = new();

    public void Dispose() => _secrets.Dispose();

    [Fact]
    public async Task Request_WithoutItsKey_HasProblemDetailsThatSayHowToSendOne()
    {
        await WriteAsync("a", "key-a");
        await using var relay = await StartAsync();

        using var response = await relay.Http.GetAsync(new Uri("/messages?code=key-b", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            "The request has no function key, or an invalid one. Send one as x-functions-key or as ?code=.",
            problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Key_RemovedAndAnotherAdded_CountsWithinSeconds()
    {
        var revoked = await WriteAsync("a", "key-a");
        await WriteAsync("b", "key-b");
        await using var relay = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-a"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(relay, "key-c"));

        File.Delete(revoked);
        await WriteAsync("c", "key-c");
        await relay.AdvanceAsync(Poll);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(relay, "key-a"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-b"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-c"));
    }

    [Fact]
    public async Task Key_TheLastOneRemoved_LeavesTheServerClosed()
    {
        var last = await WriteAsync("a", "key-a");
        await using var relay = await StartAsync();

        File.Delete(last);
        await relay.AdvanceAsync(Poll);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(relay, key: null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-a"));
    }

    [Fact]
    public async Task Key_InvalidOneBesideARemovedOne_LeavesTheFormerKeys()
    {
        var removed = await WriteAsync("a", "key-a");
        await using var relay = await StartAsync();

        File.Delete(removed);
        await WriteAsync("b", " key-b ");
        await relay.AdvanceAsync(Poll);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-a"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(relay, "key-b"));
    }

    [Fact]
    public async Task Key_TheFirstOneAdded_ClosesTheServer()
    {
        await using var relay = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, key: null));

        await WriteAsync("a", "key-a");
        await relay.AdvanceAsync(Poll);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(relay, key: null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(relay, "key-a"));
    }

    private Task<string> WriteAsync(string name, string key) => _secrets.WriteAsync($"Functions__Keys__{name}", key);

    private Task<RelayHost> StartAsync() => RelayHost.StartAsync(settings: [$"--Relay:SecretsFolder={_secrets.Path}"]);

    private static async Task<HttpStatusCode> GetAsync(RelayHost relay, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/gateways", UriKind.Relative));
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
