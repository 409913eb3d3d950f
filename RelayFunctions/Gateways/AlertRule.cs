using System.Collections.ObjectModel;
using System.Text.Json;

namespace RelayFunctions.Gateways;

/// <summary>An alert of the catalogue: which gateways it watches for what, and who is told. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Targets">The gateways that its messages go to, in the order in which they are tried.</param>
/// <param name="Watched">The gateways that it watches; none of them is a target.</param>
public sealed record AlertRule(string Name, IReadOnlyList<string> Targets, IReadOnlyList<string> Watched)
{
    /// <summary>What its messages carry beside their text.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } =
        ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>From how many failures on a gateway is failing; null where failures are not looked at.</summary>
    public FailureThreshold? Failures { get; init; }

    /// <summary>For how long a message may wait; null where that is not looked at.</summary>
    public TimeSpan? OldestWaiting { get; init; }
}
