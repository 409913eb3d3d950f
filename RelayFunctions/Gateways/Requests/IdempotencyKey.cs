namespace RelayFunctions.Gateways.Requests;

/// <summary>Which requests carry the same <c>Idempotency-Key</c>.</summary>
public enum IdempotencyKey
{
    /// <summary>All attempts of a message: a gateway that took one of them knows the others.</summary>
    Message,

    /// <summary>
    /// Each attempt has its own, for a gateway that keeps the outcome of a failure too and would repeat it. An attempt
    /// that is sent again after a crash has the same one.
    /// </summary>
    Attempt,

    /// <summary>None has one.</summary>
    None,
}
