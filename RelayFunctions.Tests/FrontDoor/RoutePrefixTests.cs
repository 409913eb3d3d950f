using System.Text.Json;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>RelayServer under the route prefix of a host.json.</summary>
public sealed class RoutePrefixTests
{
    [Theory]
    [InlineData("\"routePrefix\": \"\"", "")]
    [InlineData("\"routePrefix\": \"a/b\"", "/a/b")]
    [InlineData("\"routePrefix\": \"/messages/\"", "/messages")]
    [InlineData("", "/api")]
    [InlineData("\"routePrefix\": \"a\"", "/b", "--AzureFunctionsJobHost:extensions:http:routePrefix=b")]
    [InlineData("\"routePrefix\": \"a\"", "", "--AzureFunctionsJobHost:extensions:http:routePrefix=")]
    public async Task Prefix_OfHostJson_IsInLocationsPagesAndTheAppsOwnAddress(
        string http, string prefix, params string[] settings)
    {
        using var folder = new TempFolder();
        var host = await folder.WriteAsync(
            "host.json", $$$"""{"version": "2.0", "extensions": {"http": { {{{http}}} } } }""");
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "gateway_1": { "url": "gateway_1" } } }""",
            settings: ["--Relay:GatewayBaseUrl=", .. settings],
            configure: builder => builder.HostJsonPath = host);

        using var accepted = await relay.PostAsync($"{prefix}/send_message", """{"message": "a", "gateway": "gateway_1"}""");
        using var slash = await relay.PostAsync($"{prefix}/SEND_MESSAGE/", """{"message": "a", "gateway": "gateway_1", "deliverAt": "2030-01-01T13:00:00Z"}""");
        await relay.IdleAsync();
        var location = accepted.Headers.Location!.OriginalString;
        Assert.StartsWith($"{prefix}/messages/", location, StringComparison.Ordinal);
        var status = JsonElement.Parse(await GetAsync(relay, location, location));
        Assert.Equal("delivered", status.GetProperty("status").GetString());

        var waiting = slash.Headers.Location!.OriginalString;
        Assert.StartsWith($"{prefix}/messages/", waiting, StringComparison.Ordinal);
        using var cancelled = await relay.PostAsync($"{waiting}/cancel");
        Assert.Equal(waiting, cancelled.Headers.Location!.OriginalString);

        foreach (var page in new[] { "console", "docs" })
            await GetAsync(relay, $"{prefix}/{page}/", $"{prefix}/{page}");
        await GetAsync(relay, "/", $"{prefix}/console");
    }

    private static async Task<string> GetAsync(RelayHost relay, string path, string end)
    {
        using var response = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((200, end), ((int)response.StatusCode, response.RequestMessage!.RequestUri!.AbsolutePath));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
