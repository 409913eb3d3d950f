using System.Collections.ObjectModel;
using System.Text.Json;

namespace RelayFunctions.Gateways;

/// <summary>
/// An alert of the catalogue: the watched gateways, the thresholds, and the gateways of its messages. Immutable.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Targets">The gateways that its messages go to, in the order in which they are tried.</param>
/// <param name="Watched">The gateways that it watches; none of them is a target.</param>
public sealed record AlertRule(string Name, IReadOnlyList<string> Targets, IReadOnlyList<string> Watched)
{
    /// <summary>The parameters of its messages.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } =
        ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>The threshold of failures; null if failures are not watched.</summary>
    public FailureThreshold? Failures { get; init; }

    /// <summary>The maximum time that a message may wait; null if waiting is not watched.</summary>
    public TimeSpan? OldestWaiting { get; init; }
}
