namespace DurableTask.Sqlite.Codec;

/// <summary>The format of stored bodies. The first byte of each is its version.</summary>
internal static class BodyFormat
{
    public const byte Version = 1;
}
