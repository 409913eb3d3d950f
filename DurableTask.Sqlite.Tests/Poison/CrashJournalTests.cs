using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

public sealed class CrashJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FileStream _file;

    public CrashJournalTests() => _file = new FileStream(
        Path.Combine(_folder.Path, "hub.db.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    [Fact]
    public void Entry_OfWorkThatLeft_IsNotRead()
    {
        using var journal = new CrashJournal(_file, capacity: 3);
        var first = journal.EnterActivity(7);
        journal.EnterActivity(8);
        journal.EnterActivity(9);
        journal.Leave(first);

        Assert.Equal([8, 9], CrashJournal.Read(_file).Activities.Order());
    }

    [Fact]
    public void ActivityAndInstance_OfTheSameNumber_AreDistinguished()
    {
        using var journal = new CrashJournal(_file, capacity: 3);
        journal.EnterActivity(7);
        journal.EnterInstance(8);
        journal.Leave(journal.EnterInstance(7));
        journal.EnterInstance(7);

        var (activities, instances) = CrashJournal.Read(_file);
        Assert.Equal([7], activities);
        Assert.Equal([7, 8], instances.Order());
    }

    // An activity whose result can't be stored has ended, and is abandoned after that.
    [Fact]
    public void Activity_LeavesTwice_FreesItsSlotOnce()
    {
        using var journal = new CrashJournal(_file, capacity: 2);
        var item = new ActivityWorkItem(new ActivityEntry(7, 1, null), journal.EnterActivity(7));
        item.Leave(journal);
        item.Leave(journal);

        for (var sequence = 8; sequence <= 10; sequence++)
            journal.EnterActivity(sequence);
        Assert.Equal([8, 9], CrashJournal.Read(_file).Activities.Order());
    }

    [Fact]
    public void Capacity_IsUsedUp_OthersAreNotRecordedUntilOneLeaves()
    {
        using var journal = new CrashJournal(_file, capacity: 2);
        var first = journal.EnterActivity(7);
        journal.EnterActivity(8);
        var unnoted = journal.EnterActivity(9);
        journal.Leave(unnoted);
        Assert.Equal([7, 8], CrashJournal.Read(_file).Activities.Order());

        journal.Leave(first);
        journal.EnterActivity(10);
        Assert.Equal([8, 10], CrashJournal.Read(_file).Activities.Order());
    }

    [Fact]
    public void Capacity_IsHuge_TheFileStaysSmall()
    {
        using var journal = new CrashJournal(_file, int.MaxValue);
        journal.EnterActivity(7);

        Assert.Equal([7], CrashJournal.Read(_file).Activities);
        Assert.Equal(CrashJournal.MaxEntries * sizeof(long), _file.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Open_DropsTheEntriesOfTheLastOwner(int notes)
    {
        for (var i = 0; i < notes; i++)
            _file.Write(BitConverter.GetBytes(7L));

        using var journal = new CrashJournal(_file, capacity: 10);
        Assert.Empty(CrashJournal.Read(_file).Activities);
        Assert.Equal(10 * sizeof(long), _file.Length);
    }

    [Fact]
    public void Journal_Disposed_RecordsNothing()
    {
        var journal = new CrashJournal(_file, capacity: 2);
        var late = journal.EnterActivity(7);
        journal.Dispose();
        journal.Leave(late);
        journal.EnterActivity(8);

        Assert.Equal(0, _file.Length);
        Assert.Empty(CrashJournal.Read(_file).Activities);
    }

    [Fact]
    public void Read_TruncatedOrRepeatedEntries_ReturnsEachWholeOneOnce()
    {
        long[] notes = [7, 0, 8, 7, 9];
        foreach (var note in notes)
            _file.Write(BitConverter.GetBytes(note));
        _file.SetLength(_file.Length - 1);

        Assert.Equal([7, 8], CrashJournal.Read(_file).Activities);
    }

    [Fact]
    public void Disk_IsFull_WorkRunsWithoutEntries()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux has a file that is always full.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        using var journal = new CrashJournal(full, capacity: 2);

        journal.Leave(journal.EnterActivity(7));
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }
}
