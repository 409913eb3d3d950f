using System.Buffers.Binary;
using System.Globalization;

namespace DurableTask.Sqlite.Checking;

/// <summary>
/// Checks a write-ahead log (the -wal file) before SQLite reads it. SQLite reads the frames up to the last commit
/// before the first incomplete frame and drops the rest silently. That is correct for frames that a power loss cut off,
/// but wrong if a frame in the middle is damaged. The format: https://www.sqlite.org/fileformat2.html#walformat.
/// </summary>
internal static class WriteAheadLog
{
    public const int HeaderLength = 32;
    public const int FrameHeaderLength = 24;

    private const int ReadAhead = 1024 * 1024;

    // Assumed if the log's header is unreadable: SQLite's default, which this provider does not change.
    private const int DefaultPageSize = 4096;

    /// <summary>
    /// Checks the log of a store. Only a process that owns the store, or keeps others from owning it, may call this,
    /// and only without an open connection: closing a file releases all POSIX locks that the process has on it.
    /// </summary>
    /// <param name="storePath">The store's file, not its log.</param>
    /// <exception cref="InvalidDataException">The log is damaged; the message says where.</exception>
    public static void Check(string storePath)
    {
        var path = storePath + "-wal";
        if (!File.Exists(path))
            return;

        // Another program, such as the sqlite3 command, may have the store open too.
        using var log = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            ReadAhead,
            FileOptions.SequentialScan);
        CommittedLength(log);
    }

    /// <summary>Returns the length of the part that SQLite will read, up to the end of its last commit.</summary>
    /// <param name="log">The log from its beginning.</param>
    /// <exception cref="InvalidDataException">
    /// A frame is damaged, and commits that were acknowledged follow it.
    /// </exception>
    public static long CommittedLength(Stream log)
    {
        var header = new byte[HeaderLength];
        return log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength
            ? CommittedLength(log, header)
            : 0;
    }

    private static long CommittedLength(Stream log, byte[] header)
    {
        var checksum = new LogChecksum(header);
        checksum.Add(header.AsSpan(0, 24));
        var isHeaderValid = LogChecksum.IsLog(header) && checksum.Is(header.AsSpan(24));
        var pageSize = isHeaderValid ? BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) : DefaultPageSize;
        var salts = Salts(header.AsSpan(16));
        var frame = new byte[FrameHeaderLength + pageSize];
        var firstBad = isHeaderValid ? 0L : 1;
        var commitsAfterBad = 0;
        var committed = 0L;

        for (var number = 1L; log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            var frameSalts = Salts(frame.AsSpan(8));
            // Before the first bad frame: whether SQLite reads this frame. After it: whether this frame was written
            // after the previous one, in the same round of the log.
            var follows = frameSalts == salts && Follows(frame, checksum);
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            if (firstBad == 0 && follows)
            {
                if (isCommit)
                    committed = HeaderLength + number * frame.Length;
            }
            else
            {
                firstBad = firstBad == 0 ? number : firstBad;
                commitsAfterBad = !follows ? 0 : isCommit ? commitsAfterBad + 1 : commitsAfterBad;
                // A commit is written only once the previous commit is on disk. So the second commit proves that the
                // first was acknowledged. A single one may have been under way when the power was lost.
                if (commitsAfterBad == 2)
                    throw Damaged(isHeaderValid, firstBad);
                if (!isHeaderValid)
                    salts = frameSalts;
            }

            checksum.Set(frame.AsSpan(16));
        }

        return committed;
    }

    private static bool Follows(ReadOnlySpan<byte> frame, LogChecksum checksum)
    {
        checksum.Add(frame[..8]);
        checksum.Add(frame[FrameHeaderLength..]);
        return checksum.Is(frame[16..]);
    }

    private static ulong Salts(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    private static InvalidDataException Damaged(bool isHeaderValid, long frame) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"the {(isHeaderValid ? $"frame {frame}" : "header")} of its log, the -wal, is damaged, " +
            $"and committed data follows it"));
}
