using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Checking;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WriteAheadLogFile _log;

    public WriteAheadLogTests() => _log = new WriteAheadLogFile(Path.Combine(_folder.Path, "hub.db"));

    [Fact]
    public void Read_TruncatedAnywhere_KeepsCompleteCommits()
    {
        var ends = new List<int> { 0, _log.Bytes.Length };
        foreach (var frames in new[] { 1, 4, 2, 1, 6 })
            ends.Add(_log.Commit(frames).Bytes.Length);
        var whole = _log.Bytes;
        for (var length = 0; length <= whole.Length; length += 97)
        {
            var read = Read(whole[..length]);
            Assert.Equal(ends.Last(end => end <= length), read);
        }
    }

    [Fact]
    public void Read_SectorOfTheLastCommitOverwritten_ReadsOnlyEarlierCommits()
    {
        var before = _log.Commit(3).Commit().Bytes.Length;
        var whole = _log.Commit(8).Bytes;
        for (var sector = before / 512 + 1; sector < whole.Length / 512; sector++)
        {
            var torn = (byte[])whole.Clone();
            torn.AsSpan(sector * 512, 512).Fill(0x5a);
            Assert.InRange(Read(torn), 0, before);
        }
    }

    [Fact]
    public void Read_BitFlippedBeforeTheLastTwoCommits_Throws()
    {
        var length = _log.Commit(3).Commit(2).Bytes.Length;
        var whole = _log.Commit().Commit(2).Commit().Bytes;
        var number = 0;
        for (var at = 0; at < length; at += at % WriteAheadLogFile.FrameLength < 60 ? 1 : 61)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << number++ % 8);
            var error = Assert.Throws<InvalidDataException>(() => Read(damaged));
            var where = at < 32 ? "header" : $"frame {(at - 32) / WriteAheadLogFile.FrameLength + 1} ";
            Assert.Contains(where, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_RestartedLog_IgnoresFramesFromBeforeTheRestart()
    {
        for (var i = 0; i < 10; i++)
            _log.Commit(3);
        _log.Restart().Commit(2);
        var end = Read(_log.Bytes);

        var damaged = _log.Bytes;
        damaged[end + WriteAheadLogFile.FrameLength + 100] ^= 1;
        Assert.Equal(end, Read(damaged));
        damaged[end - 1] ^= 1;
        Assert.Equal(0, Read(damaged));
    }

    // Frames of a commit whose sync failed remain behind the next, shorter commit.
    [Fact]
    public void Read_LeftoverFramesOfFailedCommits_AreIgnored()
    {
        var start = _log.Commit().Bytes.Length;
        byte[] log = [];
        foreach (var frames in new[] { 30, 20, 10, 3 })
        {
            using var next = _log.Copy();
            var bytes = next.Commit(frames).Bytes;
            log = [.. bytes, .. log.AsSpan(Math.Min(bytes.Length, log.Length))];
        }

        Assert.True(log.Length > start + 25 * WriteAheadLogFile.FrameLength);
        Assert.InRange(Read(log), start + WriteAheadLogFile.FrameLength, start + 7 * WriteAheadLogFile.FrameLength);
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private static long Read(byte[] log) => WriteAheadLog.CommittedLength(new MemoryStream(log));
}
