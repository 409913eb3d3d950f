using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>What the Functions host logs at the levels of host.json.</summary>
[Collection(nameof(SerialWorker))]
public sealed class LogTests(SerialWorker serial)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Log_OfADeliveredMessage_IsOneLine()
    {
        var worker = await serial.GetAsync();
        var (target, host) = (worker.Target, worker.Host);
        var gateway = target.Gateway;
        // Lines that are logged only once, at the first call of a kind.
        var first = await SendAsync();
        var before = host.LogLines.Count;

        var id = await SendAsync();

        // Warnings of the extension itself (such as a late lease on a busy machine) belong to no message.
        var lines = host.LogLines.Skip(before).Where(line =>
            line.Category.Contains("Function.", StringComparison.Ordinal) && !line.Text.Contains(first, StringComparison.Ordinal));
        var line = Assert.Single(lines);
        Assert.Contains(id, line.Text, StringComparison.Ordinal);

        async Task<string> SendAsync()
        {
            var id = await target.Http.SendAsync("plain", gateway.Message(_ => StubResponse.Ok));
            await target.Http.UntilAsync(id, "delivered", Deadline);
            return id;
        }
    }

    [Fact]
    public async Task Log_OfAFailedAttempt_ReportsTheReason()
    {
        var worker = await serial.GetAsync();
        var id = await worker.Target.Http.SendAsync("once", worker.Target.Gateway.Message(_ => StubResponse.Unavailable));
        await worker.Target.Http.UntilAsync(id, "failed", Deadline);

        Assert.Contains(
            worker.Host.LogLines, line => line.Text.Contains(id, StringComparison.Ordinal) && line.Text.Contains("503", StringComparison.Ordinal));
    }
}
