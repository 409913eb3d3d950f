namespace RelayFunctions.Gateways.Limiting;

/// <summary>Reserves start times for the messages that can't start now. They are asleep until then.</summary>
internal sealed class Reservations(AbsentMessages absent, RequestPermits permits, WaitingLine line)
{
    /// <summary>Reserves the time at which the gate lets a message pass, or else the next room of the gateway.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="id">The message.</param>
    /// <param name="gate">The message's reservation behind the gate; null for none.</param>
    /// <param name="expiresAt">After this time the message does not arrive; null for no end.</param>
    public TimeSpan Make(TimeSpan now, Guid id, GateReservation? gate, TimeSpan? expiresAt)
    {
        var at = gate is { } given && given.At > now
            ? given.At
            : permits.NextRoom(now, absent.AsleepBefore(id), present: line.Count + absent.ExpectedBefore(id));
        absent.Sleep(id, new AbsentMessage(at, gate, WasAsleep: true, expiresAt));
        return at;
    }

    /// <summary>
    /// Returns the time at which a message of a paused gateway polls. The first message that finds the gateway open
    /// wakes the others.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="id">The message.</param>
    /// <param name="expiresAt">After this time the message does not arrive; null for no end.</param>
    public TimeSpan MakePoll(TimeSpan now, Guid id, TimeSpan? expiresAt)
    {
        var at = now + PausePolling.Interval(absent.AsleepCount);
        absent.Sleep(id, new AbsentMessage(at, WasAsleep: true, ExpiresAt: expiresAt, IsPoll: true));
        return at;
    }
}
