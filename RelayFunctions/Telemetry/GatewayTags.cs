using System.Collections.Concurrent;
using RelayFunctions.Delivery;

namespace RelayFunctions.Telemetry;

/// <summary>
/// The tag of a gateway's name. Callers can choose names that the catalogue lacks, and OpenTelemetry keeps 2,000 series
/// of a metric: such names share one tag, so that they leave room for the gateways of the catalogue.
/// </summary>
internal static class GatewayTags
{
    /// <summary>The tag of all other names. No gateway can have it.</summary>
    private const string Other = "not-in-catalogue";

    // All hosts of a process share the meter. A gateway that a change removes keeps its name: messages may wait for it.
    private static readonly ConcurrentDictionary<string, KeyValuePair<string, object?>> Known = new(
        [new(CallbackGateway.Name, Tag(CallbackGateway.Name))], StringComparer.Ordinal);

    private static readonly KeyValuePair<string, object?> OtherTag = Tag(Other);

    /// <summary>Adds names of a catalogue, which get their own tags.</summary>
    public static void Add(IEnumerable<string> names)
    {
        foreach (var name in names)
            Known.TryAdd(name, Tag(name));
    }

    /// <summary>Returns the tag of a gateway.</summary>
    public static KeyValuePair<string, object?> Of(string name) =>
        Known.TryGetValue(name, out var tag) ? tag : OtherTag;

    private static KeyValuePair<string, object?> Tag(string name) => new(RelayTelemetry.GatewayTag, name);
}
