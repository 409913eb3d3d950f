using System.Net;
using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>A Functions app whose storage account is temporarily unreachable.</summary>
public sealed class StorageOutageTests(RelayTargets targets)
{
    private const int Messages = 4;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Send_StorageOutOfReach_Is503WithRetryAfterAndLosesNothing()
    {
        var (worker, line) = await targets.OwnStorageAsync("RelayOutage");
        await using var _ = worker;
        var (target, gateway) = (worker.Target, worker.Target.Gateway);
        // The gateway responds when the results can't be stored.
        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ =>
            target.Http.SendAsync("plain", gateway.Message(_ => StubResponse.Ok with { After = TimeSpan.FromSeconds(10) }))));
        foreach (var id in ids)
            await gateway.ArrivalAsync(id);

        line.Cut();
        using var refused = await target.Http.PostAsync("/send_message", """{"message": "a", "gateway": "plain"}""");
        line.Mend();
        var after = await target.Http.SendAsync("plain", gateway.Message(_ => StubResponse.Ok));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        foreach (var id in ids.Append(after))
            await target.Http.UntilAsync(id, "delivered", Deadline);
        Assert.All(ids, id => Assert.All(gateway.RequestsOf(id), request => Assert.Equal(1, request.Attempt)));
    }
}
