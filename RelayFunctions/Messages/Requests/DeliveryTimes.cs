namespace RelayFunctions.Messages.Requests;

/// <summary>The bounds of <c>deliverAt</c> and <c>expiresAt</c>.</summary>
internal static class DeliveryTimes
{
    public const string DeliverAt = "deliverAt";
    public const string ExpiresAt = "expiresAt";

    /// <summary>Checks the times of a request against each other, the clock and the retention.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time of acceptance.</param>
    /// <param name="retention">How long messages are kept: no message is held back for longer.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void Check(MessageRequest request, DateTimeOffset now, TimeSpan retention, RequestFaults faults)
    {
        if (request.DeliverAt - now > retention)
        {
            faults.Add(
                DeliverAt,
                $"must be at most {DurationText.Of(retention)} from now, the time for which messages are kept.");
        }
        if (request.ExpiresAt <= now)
            faults.Add(ExpiresAt, "must be in the future.");
        else if (request.ExpiresAt <= request.DeliverAt)
            faults.Add(ExpiresAt, "must be later than deliverAt.");
    }
}
