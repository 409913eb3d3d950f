using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways;

/// <summary>An entry of the catalogue: where a gateway stands and how it wants to be asked. Immutable.</summary>
public sealed record Gateway
{
    /// <summary>The name that a request gives.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where the message goes; relative to the app's own address if it is not absolute. Path and query are secret:
    /// many services put their tokens there.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>Headers with fixed values, which are secret.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The longest that an attempt takes: to connect, to send, and to read the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How failed attempts are repeated.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>How much may be asked of the gateway at once.</summary>
    public GatewayLimits Limits { get; init; } = new();

    /// <summary>Where the names of its hosts may lead.</summary>
    public GatewayNetwork Network { get; init; }

    /// <summary>
    /// Whether it is one of the names that the catalogue lacks: they all stand on the host of
    /// <see cref="RelayOptions.GatewayBaseUrl"/> and share a bound beside their own.
    /// </summary>
    public bool IsFallback { get; init; }

    /// <summary>The name alone: the rest holds secrets.</summary>
    public override string ToString() => Name;
}
