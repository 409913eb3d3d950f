namespace RelayFunctions.Gateways.Requests;

/// <summary>Which requests carry the same <c>Idempotency-Key</c>.</summary>
public enum IdempotencyKey
{
    /// <summary>All attempts of a message: a gateway that accepted one of them recognises the others.</summary>
    Message,

    /// <summary>
    /// Each attempt has its own key, for a gateway that remembers the outcome of a failure too and would repeat it. An
    /// attempt that is sent again after a crash has the same key.
    /// </summary>
    Attempt,

    /// <summary>No request has a key.</summary>
    None,
}
