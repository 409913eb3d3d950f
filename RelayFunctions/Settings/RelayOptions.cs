using StandardWebhooks;

namespace RelayFunctions.Settings;

/// <summary>The validated settings under <c>Relay</c>.</summary>
public sealed record RelayOptions
{
    /// <summary>The full path of the catalogue's file.</summary>
    public required string GatewaysFile { get; init; }

    /// <summary>
    /// The base of relative urls and of names that the catalogue lacks, with a trailing slash. Null for the app's own
    /// address; unknown names are then rejected.
    /// </summary>
    public Uri? GatewayBaseUrl { get; init; }

    /// <summary>Whether the demonstration gateways are on; null for "while the app listens only on loopback".</summary>
    public bool? DemoGateways { get; init; }

    /// <summary>The proxy that public gateways are reached through; may contain credentials. Null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>
    /// The signers of requests to a caller's <c>callbackUrl</c> (Standard Webhooks); without any, such a message is
    /// rejected.
    /// </summary>
    internal IReadOnlyList<StandardWebhook> CallbackSigners { get; init; } = [];

    /// <summary>Which addresses a caller's <c>callbackUrl</c> may resolve to.</summary>
    public GatewayNetwork CallbackNetwork { get; init; }

    /// <summary>The full path of a folder with a file for each secret, named like its setting; null for none.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary>The longest message, in bytes of its UTF-8 form.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// How long a message is kept after its acceptance, at least an hour. A message that has not ended by then is kept
    /// until its end. Older messages are deleted within the next hour.
    /// </summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Returns no values: <see cref="Proxy"/> may contain a password.</summary>
    public override string ToString() => nameof(RelayOptions);
}
