namespace DurableTask.Sqlite.Codec;

/// <summary>The format of stored bodies. The first byte of each is its version.</summary>
internal static class BodyFormat
{
    public const byte Version = 1;

    /// <summary>Whatever a damaged body makes of itself on the way, its reader gets one kind of error.</summary>
    public static InvalidDataException Damaged(Exception cause) =>
        new("A stored body can't be read: the store is damaged.", cause);
}
