using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Alerts;

/// <summary>
/// A server with an alert <c>ops</c> that is sent through <c>chat</c>. Messages for <c>sms</c> and <c>mail</c> have one
/// attempt.
/// </summary>
internal static class AlertHost
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public const string Failures = """
        "ops": { "gateway": "chat", "failures": { "count": 3, "share": 0.5, "window": "00:10:00" } }
        """;

    public const string Waiting = """
        "ops": { "gateway": "chat", "oldestWaiting": "00:10:00" }
        """;

    public static string Catalogue(string alerts) => $$"""
        {
          "gateways": {
            "chat": { "url": "GATEWAY/chat", "retry": { "attempts": 1 } },
            "sms": { "url": "GATEWAY/sms", "retry": { "attempts": 1 } },
            "mail": { "url": "GATEWAY/mail", "retry": { "attempts": 1 } }
          },
          "alerts": { {{alerts}} }
        }
        """;

    public static Task<RelayHost> StartAsync(string alerts, string? storeImage = null, DateTimeOffset? now = null) =>
        RelayHost.StartAsync(storeImage, now, Catalogue(alerts));

    /// <summary>The messages that the alert's gateway received, in order.</summary>
    public static IReadOnlyList<string> Received(this RelayHost relay, string gateway = "chat") =>
        [.. relay.Gateway.Requests.Where(request => request.Target == $"/{gateway}").Select(request => request.Body)];

    /// <summary>Makes some gateways fail, and all others accept every message.</summary>
    public static void Fail(this RelayHost relay, params string[] gateways) =>
        relay.Gateway.Respond = request => gateways.Contains(request.Target[1..]) ? new StubResponse(500) : StubResponse.Ok;

    public static async Task SendAsync(this RelayHost relay, string gateway, int count)
    {
        for (var i = 0; i < count; i++)
            await relay.SendAsync(gateway: gateway);
        await relay.IdleAsync();
    }

    public static async Task PassAsync(this RelayHost relay, int minutes)
    {
        for (var i = 0; i < minutes; i++)
            await relay.AdvanceAsync(Minute);
    }

    /// <summary>Replaces the alerts of the file, and waits until they are in effect.</summary>
    public static async Task ChangeAsync(this RelayHost relay, string alerts)
    {
        var catalogue = relay.Services.GetRequiredService<CatalogueMonitor>();
        var before = catalogue.Current;
        var text = Catalogue(alerts).Replace("GATEWAY", relay.Gateway.Url, StringComparison.Ordinal);
        await File.WriteAllTextAsync(relay.CataloguePath, text, TestContext.Current.CancellationToken);
        // The file is checked every five seconds of the clock, even without a notification from the system.
        while (catalogue.Current == before)
            await relay.AdvanceAsync(TimeSpan.FromSeconds(5));
    }
}
