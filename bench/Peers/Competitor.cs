namespace Bench.Peers;

/// <summary>A participant in the comparison. Slow ones get fewer messages.</summary>
/// <param name="Name">Its name in the table, and for the process of the peers.</param>
/// <param name="WarmUp">Messages before the measurement.</param>
/// <param name="Messages">Messages of the measurement.</param>
/// <param name="Delivers">Whether it sends messages on to the gateway.</param>
internal sealed record Competitor(string Name, int WarmUp, int Messages, bool Delivers = true)
{
    public const string Relay = "relay";

    public static IReadOnlyList<Competitor> All { get; } =
    [
        new(Relay, 30_000, 100_000),
        new("wolverine-full", 10_000, 40_000),
        new("wolverine", 10_000, 40_000),
        new("hangfire-sqlite", 200, 1_000),
        new("hangfire-memory", 20_000, 60_000),
        new("durable-task-memory", 30_000, 100_000),
        new("endpoint", 50_000, 200_000, Delivers: false),
        new("forwarder", 50_000, 200_000),
    ];
}
