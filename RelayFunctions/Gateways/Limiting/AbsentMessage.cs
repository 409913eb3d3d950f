namespace RelayFunctions.Gateways.Limiting;

/// <summary>The state of a message that has not arrived yet.</summary>
/// <param name="Until">When the message arrives by itself, or is no longer expected.</param>
/// <param name="Reservation">The message's reservation behind the gate, if it has one.</param>
/// <param name="WasAsleep">Whether the message slept, so that no later message starts first.</param>
/// <param name="ExpiresAt">After this time it does not arrive; null for no end.</param>
/// <param name="IsPoll">
/// Whether the message slept while its gateway was paused: the time is that of the next poll, and no start is reserved.
/// </param>
internal readonly record struct AbsentMessage(
    TimeSpan Until,
    GateReservation? Reservation = null,
    bool WasAsleep = false,
    TimeSpan? ExpiresAt = null,
    bool IsPoll = false);
