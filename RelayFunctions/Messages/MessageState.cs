using System.Text.Json.Serialization;

namespace RelayFunctions.Messages;

/// <summary>The status of a message, as its callers see it.</summary>
// RelayServer's MessageSearchStates stores the names of the members in the index, so they can't be renamed.
public enum MessageState
{
    /// <summary>The message is safe on disk; its first attempt is about to start or under way.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>
    /// The next attempt starts at <c>nextAttemptAt</c>; once that has passed, the attempt is under way.
    /// </summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>A caller cancelled it while an attempt was under way; it ends if that attempt fails.</summary>
    [JsonStringEnumMemberName("cancelling")]
    Cancelling,

    /// <summary>The gateway took it.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>The message failed permanently.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>A caller cancelled it.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The message's <c>expiresAt</c> came before a gateway accepted it.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
