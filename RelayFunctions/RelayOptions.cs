namespace RelayFunctions;

/// <summary>The settings under <c>Relay</c>, checked.</summary>
public sealed record RelayOptions
{
    /// <summary>The full path of the catalogue's file.</summary>
    public required string GatewaysFile { get; init; }

    /// <summary>
    /// What a gateway's relative url is relative to and where names go that the catalogue lacks, with a trailing slash;
    /// null for the app's own address, where such names are refused.
    /// </summary>
    public Uri? GatewayBaseUrl { get; init; }

    /// <summary>Whether the demonstration gateways answer; null for "while the app listens on loopback alone".</summary>
    public bool? DemoGateways { get; init; }

    /// <summary>The longest message, in bytes of its UTF-8 form.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;

    /// <summary>How long a message that has ended is kept, from its acceptance on.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);
}
