using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>
/// A Relay after an hour of work: gateways that deliver, one that fails, one that refused a request ("not now").
/// </summary>
public sealed class Scene : IAsyncLifetime
{
    private RelayHost? _relay;

    internal RelayHost Relay => _relay ?? throw new InvalidOperationException("The scene was not set.");

    /// <summary>A message that failed.</summary>
    private string Failed { get; set; } = "";

    /// <summary>Each view: its name, its address, and what it shows once it is complete.</summary>
    public IEnumerable<(string Name, string Address, string Settled)> Views =>
    [
        ("overview", "overview", "tbody tr"),
        ("messages", "messages", "tbody tr"),
        ("message", $"messages/{Failed}", ".request pre"),
        ("try", "try?gateway=partner", "#p-channel"),
        ("gateways", "gateways", ".presets details"),
    ];

    /// <summary>Each dialog: its name, the address of its view, and the button that opens it.</summary>
    public IEnumerable<(string Name, string Address, string Button)> Dialogs =>
    [
        ("resend", $"messages/{Failed}", ".actions button.primary"),
        ("delete", $"messages/{Failed}", ".actions button.danger"),
        ("cancel", $"messages/{Waiting}", ".actions button"),
        ("resend all", "messages?gateway=mail", ".actions button:not(:last-child)"),
    ];

    /// <summary>A message that waits.</summary>
    private string Waiting { get; set; } = "";

    public async ValueTask InitializeAsync()
    {
        var relay = _relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        relay.Gateway.Respond = request => request.Target switch
        {
            "/mail" => new StubResponse(550, ""),
            "/narrow" => new StubResponse(429, "", ("Retry-After", "600")),
            _ => StubResponse.Ok,
        };
        for (var minute = 0; minute < 12; minute++)
        {
            for (var i = 0; i <= minute * 7 % 5; i++)
                await relay.SendAsync("Deployed to production", "status");
            if (minute is 2 or 5 or 6)
                Failed = await relay.SendAsync("Your invoice", "mail");
            await relay.AdvanceAsync(TimeSpan.FromMinutes(minute is 6 ? 20 : 3));
        }

        Waiting = await relay.SendAsync("Too many at once", "narrow");
        await relay.SendAsync("Your invoice", "mail");
        await relay.AdvanceAsync(TimeSpan.FromSeconds(25));
    }

    public ValueTask DisposeAsync() => _relay?.DisposeAsync() ?? ValueTask.CompletedTask;
}
