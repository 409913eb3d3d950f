using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Machines;

/// <summary>Real server processes that share a task hub on the storage emulator.</summary>
public sealed class ManyMachinesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Messages = 60;

    private static readonly string[] Names = ["first", "second"];

    [Fact]
    public async Task TwoServers_OneKilledInTheMiddleOfItsAttempts_TheOtherDeliversAll()
    {
        azurite.SkipWhereMissing();
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        // Each server calls the gateway under its own path, and the first one never gets a response.
        gateway.Respond = request => IsFrom(request, "first") ? StubResponse.Never : StubResponse.Ok;
        var servers = await Task.WhenAll(Names.Select(
            name => azurite.StartServerAsync(folder.Path, "Killed", $"{gateway.Url}/{name}/")));
        await using var first = servers[0];
        await using var second = servers[1];
        using var toFirst = new MessageClient(first.Address);
        using var toSecond = new MessageClient(second.Address);
        MessageClient[] clients = [toFirst, toSecond];

        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(i => clients[i % clients.Length].SendAsync()));
        while (!gateway.Requests.Any(request => IsFrom(request, "first")))
            await gateway.ArrivalAsync();
        await first.KillAsync();
        var cutOff = gateway.Requests.Where(request => IsFrom(request, "first")).Select(request => request.MessageId).ToHashSet();
        while (ids.Except(Delivered(gateway).Select(request => request.MessageId)).Any())
            await gateway.ArrivalAsync();
        foreach (var id in ids)
            await toSecond.UntilDeliveredAsync(id);

        Assert.NotEmpty(cutOff);
        // Some may arrive twice as first attempts: an episode that the kill cut off schedules its attempt again.
        Assert.All(gateway.Requests, request => Assert.Equal(1, request.Attempt));
    }

    [Fact]
    public async Task Server_GetsTwoTextsWithOneKeyAtTheSameTime_AcceptsOneOfThem()
    {
        azurite.SkipWhereMissing();
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        await using var server = await azurite.StartServerAsync(folder.Path, "Keys", gateway.Url);
        using var client = new HttpClient { BaseAddress = server.Address };

        for (var pair = 0; pair < 5; pair++)
        {
            var statuses = await Task.WhenAll(SendAsync(client, $"key {pair}", "one"), SendAsync(client, $"key {pair}", "two"));
            Assert.Equal([200, 422], statuses.Order());
        }
    }

    [Fact]
    public async Task Server_StoppedInTheMiddleOfAnAttempt_LetsItEndAndLosesNone()
    {
        azurite.SkipWhereMissing();
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        gateway.Respond = _ => StubResponse.Ok with { After = TimeSpan.FromSeconds(2) };
        await using var server = await azurite.StartServerAsync(folder.Path, "Stopped", gateway.Url);
        using var client = new MessageClient(server.Address);

        var id = await client.SendAsync();
        await gateway.ArrivalAsync();
        var exitCode = await server.TerminateAsync();

        Assert.Equal(0, exitCode);
        await using var next = await azurite.StartServerAsync(folder.Path, "Stopped", gateway.Url);
        using var nextClient = new MessageClient(next.Address);
        await nextClient.UntilDeliveredAsync(id);
        Assert.Single(gateway.Requests);
    }

    private static List<ReceivedRequest> Delivered(RecordingGateway gateway) =>
        [.. gateway.Requests.Where(request => !IsFrom(request, "first"))];

    private static bool IsFrom(ReceivedRequest request, string server) =>
        request.Target.StartsWith($"/{server}/", StringComparison.Ordinal);

    private static async Task<int> SendAsync(HttpClient client, string key, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative))
        {
            Content = new StringContent($$"""{"message": "{{text}}", "gateway": "gateway_1"}"""),
            Headers = { { "Idempotency-Key", key } },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
