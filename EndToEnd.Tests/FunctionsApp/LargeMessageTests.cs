using System.Net;
using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>Messages that are larger than the usual bounds between host and worker.</summary>
[Collection(nameof(SerialWorker))]
public sealed class LargeMessageTests(SerialWorker serial)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    // Histories travel between host and worker by gRPC, whose usual bound is 4 MB.
    [Fact]
    public async Task Message_OfSeveralMegabytes_IsDeliveredAndHasAStatus()
    {
        var target = (await serial.GetAsync()).Target;
        var message = target.Gateway.Message(_ => StubResponse.Ok) + new string('a', 4_500_000);

        var id = await target.Http.SendAsync("gateway_1", message);

        await target.Http.UntilAsync(id, "delivered", Deadline);
        using var cancelled = await target.Http.PostAsync($"/messages/{id}/cancel", "");
        Assert.Equal(HttpStatusCode.Conflict, cancelled.StatusCode);
    }
}
