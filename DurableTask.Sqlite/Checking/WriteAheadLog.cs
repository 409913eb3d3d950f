using System.Buffers.Binary;
using System.Globalization;

namespace DurableTask.Sqlite.Checking;

/// <summary>
/// What SQLite will read of a log (the -wal): the frames up to the last commit before the first frame that is not
/// whole. SQLite drops the rest without a word, which is right for what a loss of power cut off, and wrong where a
/// frame in the middle was damaged. The format: https://www.sqlite.org/fileformat2.html#walformat.
/// </summary>
internal sealed class WriteAheadLog
{
    public const int HeaderLength = 32;
    public const int FrameHeaderLength = 24;

    // Of a log whose header can't be read: what SQLite makes unless told otherwise, as it is here.
    private const int DefaultPageSize = 4096;

    private readonly Dictionary<uint, long> _pages = [];

    /// <summary>Where in the log the newest committed copy of a page begins.</summary>
    public IReadOnlyDictionary<uint, long> Pages => _pages;

    /// <param name="log">The log from its beginning.</param>
    /// <exception cref="InvalidDataException">
    /// A frame is damaged before commits that were acknowledged: SQLite would lose them.
    /// </exception>
    public static WriteAheadLog Read(Stream log)
    {
        var result = new WriteAheadLog();
        var header = new byte[HeaderLength];
        if (log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
            result.Read(log, header);
        return result;
    }

    private void Read(Stream log, byte[] header)
    {
        var checksum = new LogChecksum(header);
        checksum.Add(header.AsSpan(0, 24));
        var isWhole = LogChecksum.IsLog(header) && checksum.Is(header.AsSpan(24));
        var pageSize = isWhole ? BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) : DefaultPageSize;
        var salts = Salts(header.AsSpan(16));
        var frame = new byte[FrameHeaderLength + pageSize];
        var since = new Dictionary<uint, long>();
        var firstBad = isWhole ? 0L : 1;
        var commits = 0;

        for (var number = 1L; log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            var own = Salts(frame.AsSpan(8));
            // Before the first bad frame: whether it belongs to what SQLite reads. After it: whether it was written
            // after the frame that it follows, and in the same round of the log.
            var follows = own == salts && Follows(frame, checksum);
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            if (firstBad == 0 && follows)
            {
                since[BinaryPrimitives.ReadUInt32BigEndian(frame)] = HeaderLength + (number - 1) * frame.Length;
                if (isCommit)
                    Commit(since);
            }
            else
            {
                firstBad = firstBad == 0 ? number : firstBad;
                commits = !follows ? 0 : isCommit ? commits + 1 : commits;
                // Nothing is written after a commit before that is on disk: the second proves that the first was, and
                // so all before it. One alone may be what was being written as the power was lost.
                if (commits == 2)
                    throw Damaged(isWhole, firstBad);
                if (!isWhole)
                    salts = own;
            }

            checksum.Set(frame.AsSpan(16));
        }
    }

    private static bool Follows(ReadOnlySpan<byte> frame, LogChecksum checksum)
    {
        checksum.Add(frame[..8]);
        checksum.Add(frame[FrameHeaderLength..]);
        return checksum.Is(frame[16..]);
    }

    private void Commit(Dictionary<uint, long> since)
    {
        foreach (var (page, at) in since)
            _pages[page] = at;
        since.Clear();
    }

    private static ulong Salts(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    private static InvalidDataException Damaged(bool isHeaderWhole, long frame) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"the {(isHeaderWhole ? $"frame {frame}" : "header")} of its log, the -wal, is damaged, and what follows was committed"));
}
