using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways;

/// <summary>An entry of the catalogue: a gateway's address, format and limits. Immutable.</summary>
public sealed record Gateway
{
    /// <summary>The name that a request gives.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The format of its requests. Secret: many services put their tokens into path, query or headers.
    /// </summary>
    public required RequestFormat Request { get; init; }

    /// <summary>The maximum length of its messages; null for Relay's own bound.</summary>
    internal MessageLimit? MessageLimit { get; init; }

    /// <summary>How its responses are judged.</summary>
    internal ResponseRules Responses { get; init; } = ResponseRules.Default;

    /// <summary>Where a response says how long to wait; null for <c>Retry-After</c>.</summary>
    internal WaitRule? Wait { get; init; }

    /// <summary>Texts that are masked in responses of the gateway: secrets, and texts from configuration.</summary>
    internal IReadOnlyList<string> SecretTexts { get; init; } = [];

    /// <summary>Whether its requests differ from one attempt to the next by more than the time.</summary>
    internal bool ReadsAttempt { get; init; }

    /// <summary>The parameters that a message may have.</summary>
    public ParameterSet Parameters { get; init; } = ParameterSet.None;

    /// <summary>The preset that it is based on; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>Its settings and secrets.</summary>
    internal GatewayValues Values { get; init; } = GatewayValues.None;

    /// <summary>The maximum duration of an attempt: to connect, to send, and to read the response.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How failed attempts are repeated.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>
    /// The maximum time that the attempts and pauses of a message take, unless responses ask for longer pauses.
    /// </summary>
    internal TimeSpan RetryTime => (Retry.Attempts * Timeout) + ((Retry.Attempts - 1) * Retry.Interval);

    /// <summary>The limits on requests to the gateway.</summary>
    public GatewayLimits Limits { get; init; } = new();

    /// <summary>
    /// Whether the catalogue pauses it: its messages wait, without using up attempts.
    /// </summary>
    public bool IsPaused { get; init; }

    /// <summary>The gateway that is notified when its messages end; null for none.</summary>
    public string? Notify { get; init; }

    /// <summary>Which addresses the names of its hosts may resolve to.</summary>
    public GatewayNetwork Network { get; init; }

    /// <summary>How its connections differ from those of others.</summary>
    internal GatewayConnection Connection { get; init; } = GatewayConnection.Default;

    /// <summary>
    /// Whether the catalogue lacks it, since callers choose its name or address. There can be any number of such
    /// gateways, so they share a bound in addition to their own.
    /// </summary>
    public bool IsFallback { get; init; }

    /// <summary>Only the name: the rest contains secrets.</summary>
    public override string ToString() => Name;
}
