namespace RelayFunctions.Messages;

/// <summary>The bounds of <c>deliverAt</c> and <c>expiresAt</c>.</summary>
internal static class DeliveryTimes
{
    public const string DeliverAt = "deliverAt";
    public const string ExpiresAt = "expiresAt";

    /// <param name="wanted">The request.</param>
    /// <param name="now">When it is accepted.</param>
    /// <param name="retention">How long messages are kept: no message is held back for longer.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(MessageRequest wanted, DateTimeOffset now, TimeSpan retention, RequestFaults faults)
    {
        if (wanted.DeliverAt - now > retention)
            faults.Add(DeliverAt, $"must be at most {retention:c} ahead, which is how long messages are kept.");
        if (wanted.ExpiresAt <= now)
            faults.Add(ExpiresAt, "has passed.");
        else if (wanted.ExpiresAt <= wanted.DeliverAt)
            faults.Add(ExpiresAt, "must be later than deliverAt.");
    }
}
