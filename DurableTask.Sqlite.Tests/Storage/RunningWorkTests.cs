using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Storage;

public sealed class RunningWorkTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FileStream _file;

    public RunningWorkTests() => _file = new FileStream(
        Path.Combine(_folder.Path, "hub.db.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    [Fact]
    public void Left_IsNotFound()
    {
        using var running = new RunningWork(_file, capacity: 3);
        var first = running.EnterActivity(7);
        running.EnterActivity(8);
        running.EnterActivity(9);
        running.Leave(first);

        Assert.Equal([8, 9], RunningWork.Found(_file).Activities.Order());
    }

    [Fact]
    public void ActivityAndInstance_OfTheSameNumber_AreFoundAsWhatTheyAre()
    {
        using var running = new RunningWork(_file, capacity: 3);
        running.EnterActivity(7);
        running.EnterInstance(8);
        running.Leave(running.EnterInstance(7));
        running.EnterInstance(7);

        var (activities, instances) = RunningWork.Found(_file);
        Assert.Equal([7], activities);
        Assert.Equal([7, 8], instances.Order());
    }

    // An activity whose result can't be stored is done with, and abandoned after that.
    [Fact]
    public void Activity_LeavesTwice_ItsPlaceIsFreeOnce()
    {
        using var running = new RunningWork(_file, capacity: 2);
        var item = new ActivityWorkItem(new ActivityEntry(7, 1, null), running.EnterActivity(7));
        item.Leave(running);
        item.Leave(running);

        for (var sequence = 8; sequence <= 10; sequence++)
            running.EnterActivity(sequence);
        Assert.Equal([8, 9], RunningWork.Found(_file).Activities.Order());
    }

    [Fact]
    public void Capacity_IsTaken_TheRestIsUnnotedUntilOneLeaves()
    {
        using var running = new RunningWork(_file, capacity: 2);
        var first = running.EnterActivity(7);
        running.EnterActivity(8);
        var unnoted = running.EnterActivity(9);
        running.Leave(unnoted);
        Assert.Equal([7, 8], RunningWork.Found(_file).Activities.Order());

        running.Leave(first);
        running.EnterActivity(10);
        Assert.Equal([8, 10], RunningWork.Found(_file).Activities.Order());
    }

    [Fact]
    public void Capacity_IsHuge_TheFileStaysSmall()
    {
        using var running = new RunningWork(_file, int.MaxValue);
        running.EnterActivity(7);

        Assert.Equal([7], RunningWork.Found(_file).Activities);
        Assert.Equal(RunningWork.MostNotes * sizeof(long), _file.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Opened_ForgetsThoseOfTheLastOwner(int notes)
    {
        for (var i = 0; i < notes; i++)
            _file.Write(BitConverter.GetBytes(7L));

        using var running = new RunningWork(_file, capacity: 10);
        Assert.Empty(RunningWork.Found(_file).Activities);
        Assert.Equal(10 * sizeof(long), _file.Length);
    }

    [Fact]
    public void Disposed_NobodyIsNotedAnyMore()
    {
        var running = new RunningWork(_file, capacity: 2);
        var late = running.EnterActivity(7);
        running.Dispose();
        running.Leave(late);
        running.EnterActivity(8);

        Assert.Equal(0, _file.Length);
        Assert.Empty(RunningWork.Found(_file).Activities);
    }

    [Fact]
    public void Found_CutOffOrTwice_IsEachWholeOneOnce()
    {
        long[] notes = [7, 0, 8, 7, 9];
        foreach (var note in notes)
            _file.Write(BitConverter.GetBytes(note));
        _file.SetLength(_file.Length - 1);

        Assert.Equal([7, 8], RunningWork.Found(_file).Activities);
    }

    [Fact]
    public void Disk_IsFull_RunsUnnoted()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux has a file that is always full.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        using var running = new RunningWork(full, capacity: 2);

        running.Leave(running.EnterActivity(7));
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }
}
