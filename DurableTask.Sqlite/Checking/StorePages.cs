using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace DurableTask.Sqlite.Checking;

/// <summary>
/// The pages of a store as SQLite will see them: the newest committed copy in the log, else the file's. The format of
/// their header: https://www.sqlite.org/fileformat2.html#the_database_header.
/// </summary>
internal sealed class StorePages
{
    public const int HeaderLength = 100;

    // What versions of SQLite may write and read the file: those that know a log.
    private const byte WithLog = 2;
    private const uint Utf8 = 1;

    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle? _log;
    private readonly IReadOnlyDictionary<uint, long> _inLog;
    private readonly long _fileLength;
    private readonly int _size;

    private StorePages(
        SafeFileHandle file, SafeFileHandle? log, IReadOnlyDictionary<uint, long> inLog, int size, byte[] header)
    {
        (_file, _log, _inLog, _fileLength, _size) = (file, log, inLog, RandomAccess.GetLength(file), size);
        Usable = size - header[20];
        // What wrote the counter of changes and not this copy of it knew of no count.
        Count = Number(header, 24) == Number(header, 92) ? Number(header, 28) : (uint)(_fileLength / size);
        (FirstTrunk, FreeCount) = (Number(header, 32), Number(header, 36));
    }

    public uint Count { get; }

    /// <summary>How many bytes of a page hold content.</summary>
    public int Usable { get; }

    /// <summary>The first page of the list of free ones; 0: there is none.</summary>
    public uint FirstTrunk { get; }

    public uint FreeCount { get; }

    /// <summary>Null where the file is none that is ours: SQLite, or its schema, says what it is.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static StorePages? TryOpen(SafeFileHandle file, SafeFileHandle? log, WriteAheadLog content, long application)
    {
        var header = new byte[HeaderLength];
        var length = content.Pages.TryGetValue(1, out var at)
            ? RandomAccess.Read(log!, header, at + WriteAheadLog.FrameHeaderLength)
            : RandomAccess.Read(file, header, 0);
        if (length < HeaderLength || !header.AsSpan().StartsWith("SQLite format 3\0"u8) || Number(header, 68) != application)
            return null;

        var size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var stored && stored == 1 ? 65_536 : stored;
        var pages = IsSound(header, size) ? new StorePages(file, log, content.Pages, size, header) : null;
        return pages is not null && pages.Count <= pages._fileLength / size + content.Pages.Count
            ? pages
            : throw new InvalidDataException("its header");
    }

    /// <summary>Whether the store has a page of this number.</summary>
    public bool Has(uint page) => page > 0 && page <= Count && (_inLog.ContainsKey(page) || page * (long)_size <= _fileLength);

    /// <exception cref="InvalidDataException">The file ends before that page.</exception>
    public byte[] Read(uint page)
    {
        var bytes = new byte[_size];
        var length = _inLog.TryGetValue(page, out var at)
            ? RandomAccess.Read(_log!, bytes, at + WriteAheadLog.FrameHeaderLength)
            : RandomAccess.Read(_file, bytes, (page - 1) * (long)_size);
        return length == _size
            ? bytes
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it ends before its page {page}"));
    }

    private static bool IsSound(byte[] header, int size) =>
        size >= 512 && (size & (size - 1)) == 0
        && header[18] == WithLog && header[19] == WithLog
        && Number(header, 44) is >= 1 and <= 4
        && (Number(header, 56) & 3) == Utf8;

    public static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
