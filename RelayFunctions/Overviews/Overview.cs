using RelayFunctions.Messages;

namespace RelayFunctions.Overviews;

/// <summary>The messages by status, in total and by gateway.</summary>
/// <param name="At">When it was read.</param>
/// <param name="From">When the first of the counted minutes begins.</param>
/// <param name="IsComplete">
/// Whether all messages were counted, or only those that wait and those of the last hour.
/// </param>
/// <param name="PerMinute">The messages by status, by the minute of their acceptance.</param>
/// <param name="Gateways">The gateways of the catalogue, and others that have messages.</param>
internal sealed record Overview(
    DateTimeOffset At,
    DateTimeOffset From,
    bool IsComplete,
    IReadOnlyDictionary<MessageState, IReadOnlyList<long>> PerMinute,
    IReadOnlyList<GatewayOverview> Gateways);
