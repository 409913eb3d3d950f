using System.Buffers.Binary;

namespace DurableTask.Sqlite.Database;

/// <summary>
/// The header of a file that SQLite can't read: https://www.sqlite.org/fileformat2.html#the_database_header.
/// </summary>
internal static class FileHeader
{
    private const int ApplicationIdOffset = 68;

    /// <summary>
    /// Whether the file begins as SQLite's files do. A file with a damaged beginning counts too if it has the
    /// application's id.
    /// </summary>
    public static bool IsSqlite(string path, long applicationId)
    {
        Span<byte> header = stackalloc byte[ApplicationIdOffset + sizeof(uint)];
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return header[..read].StartsWith("SQLite format 3\0"u8)
            || (read == header.Length
                && BinaryPrimitives.ReadUInt32BigEndian(header[ApplicationIdOffset..]) == applicationId);
    }
}
