using System.Collections.Frozen;
using DurableTask.Core.History;
using Newtonsoft.Json.Linq;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>
/// Reads a history in the format of the framework's providers: a JSON array of events without type names, only with the
/// number or name of each event's kind.
/// </summary>
internal static class HistoryJson
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(HistoryEvent).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(HistoryEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name);

    public static IList<HistoryEvent> Read(string? json) => string.IsNullOrEmpty(json)
        ? []
        : [.. JArray.Parse(json).OfType<JObject>().Select(ReadEvent)];

    private static HistoryEvent ReadEvent(JObject json)
    {
        var kind = json[nameof(HistoryEvent.EventType)]?.ToObject<EventType>()
            ?? throw new FormatException("An event of the history doesn't say of which kind it is.");
        return Types.TryGetValue($"{kind}Event", out var type)
            ? (HistoryEvent)json.ToObject(type)!
            : throw new FormatException($"An event of the history is of an unknown kind, {kind}.");
    }
}
