namespace RelayFunctions.Gateways.Limiting;

/// <summary>Chooses the sleeping messages that can arrive before their time.</summary>
internal sealed class Wakeups(
    AbsentMessages absent, RequestPermits permits, WaitingLine line, ThrottleGate gate)
{
    /// <summary>
    /// How many are woken at once. The history of the delivery that frees the permit contains their ids.
    /// </summary>
    private const int MaxWoken = 10;

    /// <summary>Wakes the first messages, as far as there is room, and returns them.</summary>
    public IReadOnlyList<Guid> Wake(TimeSpan now)
    {
        List<Guid>? woken = null;
        while ((woken?.Count ?? 0) < MaxWoken
            && absent.TryPeekAsleep(out var id, out var message)
            && IsWorthWaking(now, message, absent.ExpectedBefore(id)))
        {
            absent.Wake(now, id);
            (woken ??= []).Add(id);
        }

        return woken ?? [];
    }

    private bool IsWorthWaking(TimeSpan now, AbsentMessage message, int expectedBefore)
    {
        // A message that polls has no reservation yet. It gets one if it can't start immediately.
        if (message.IsPoll && expectedBefore < MaxWoken)
            return true;
        // The reservations behind the gate are void, and this one is later than needed. With a new one, the message
        // sends the first request when the gate opens.
        if (expectedBefore == 0
            && gate.IsUnreserved(now)
            && message.Until > (gate.OpensAt(now) ?? now) + RequestPermits.MinSleep)
        {
            return true;
        }

        if (expectedBefore >= Math.Min(permits.Room + permits.MaxLine(now) - line.Count, permits.AvailablePermits))
            return false;

        // If the rate delays the message, its own timer may fire early enough. A reservation that was made while all
        // permits were taken can be much later, and then no other request may end in between: it gets a new one.
        var start = permits.NextStart(now, line.Count + expectedBefore + 1);
        return !IsReserved(now, message)
            && (start <= now + WaitingLine.MaxStay || permits.Room > 0)
            && (start <= now || message.Until > start + RequestPermits.MinSleep);
    }

    // An open gate keeps only the reservations that it gave since it was last closed.
    private bool IsReserved(TimeSpan now, AbsentMessage message) =>
        message.Reservation is { } reservation && reservation.At > now
        && (gate.OpensAt(now) is not null || (gate.IsPacing(now) && gate.IsCurrent(reservation)));
}
