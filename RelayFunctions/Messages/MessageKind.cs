namespace RelayFunctions.Messages;

/// <summary>What a message's age and outcome say about its gateway.</summary>
// RelayServer's MessageSearchStates stores the names of the members in the index, so they can't be renamed.
public enum MessageKind
{
    /// <summary>Age and outcome are meaningful as they are.</summary>
    Usual,

    /// <summary>The message waits for its <c>deliverAt</c>, so its age has no meaning.</summary>
    Deferred,

    /// <summary>The message's <c>deliverAt</c> has passed, and it has been waiting since then.</summary>
    Due,

    /// <summary>The message failed permanently at a gateway before its current or last one.</summary>
    FailedOver,

    /// <summary>The message is an alert's. No alert counts it, so that alerts can't trigger alerts.</summary>
    Alert,
}
