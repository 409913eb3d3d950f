namespace RelayFunctions.Messages;

/// <summary>Ids of messages are UUIDs of version 7: in the order of time, which keeps a store's index warm.</summary>
internal static class MessageId
{
    public static string Create(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString();

    /// <summary>Whether a message can have this id. Nothing else is worth asking a store for.</summary>
    public static bool IsValid(string id) =>
        Guid.TryParseExact(id, "D", out var guid) && string.Equals(guid.ToString(), id, StringComparison.Ordinal);
}
