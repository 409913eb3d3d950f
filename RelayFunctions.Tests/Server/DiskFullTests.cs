using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Server;

/// <summary>A real server process whose files the system does not let grow.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task Send_StoreCanNotBeWritten_Is503WithRetryAfterUntilItCan()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "Needs prlimit of util-linux.");
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        await using var server = await ServerProcess.StartToLimitFilesAsync(
            folder.Path, new Dictionary<string, string> { ["Relay__GatewayBaseUrl"] = gateway.Url });
        using var http = new HttpClient { BaseAddress = server.Address };
        var first = await SendAsync(http);

        await server.LimitFilesAsync("1");
        using var refused = await PostAsync(http);
        await server.LimitFilesAsync("unlimited");
        var second = await SendAsync(http);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        var problem = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(folder.Path, problem, StringComparison.Ordinal);
        await gateway.ArrivalAsync();
        await gateway.ArrivalAsync();
        Assert.Equal(
            new[] { first, second }.Order(), gateway.Requests.Select(request => request.MessageId).Distinct().Order());
    }

    private static async Task<string> SendAsync(HttpClient http)
    {
        using var response = await PostAsync(http);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http) => http.PostAsync(
        new Uri("/send_message", UriKind.Relative),
        new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message": "a", "gateway": "gateway_1"}""")));
}
