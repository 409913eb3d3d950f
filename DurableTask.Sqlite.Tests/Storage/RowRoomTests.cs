using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Storage;

public sealed class RowRoomTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(160, 160)]
    [InlineData(512, 512)]
    [InlineData(513, 0)]
    public void Of_NameWhoseInstanceHasEnded_IsThatOfTheLastEnd(int end, int room)
    {
        var rows = new RowRoom();
        rows.OnEnded("other", 300);

        rows.OnEnded("name", 100);
        rows.OnEnded("name", end);

        Assert.Equal(room, rows.Of("name"));
    }

    [Fact]
    public void Of_NameThatIsNotRemembered_IsNone()
    {
        var rows = new RowRoom();
        for (var i = 0; i <= 1_000; i++)
            rows.OnEnded($"name {i}", 100);
        rows.OnEnded("name 0", 200);

        Assert.Equal((200, 100, 0), (rows.Of("name 0"), rows.Of("name 999"), rows.Of("name 1000")));
    }

    [Fact]
    public async Task Row_OfAnInstance_HasRoomUntilItsEndTakesIt()
    {
        await using var hub = new TestHub().Orchestration("Wait", async (_, events, input) =>
        {
            var output = await events.WaitAsync("go");
            return input + output;
        });
        await hub.StartAsync();
        await EndAsync(hub, "first", new string('x', 100));

        await hub.StartAsync("Wait", "second", "input");
        await hub.IdleAsync();

        // Its row, and what callers see of it.
        Assert.Equal([null, 110L], Rooms(hub));
        Assert.Null((await hub.StateAsync("second"))!.Output);

        await EndAsync(hub, "second", new string('y', 600));
        Assert.Equal([null, null], Rooms(hub));
        await hub.StartAsync("Wait", "third", "input");
        await hub.IdleAsync();
        Assert.Equal([null, null, 0L], Rooms(hub));
    }

    private static async Task EndAsync(TestHub hub, string id, string output)
    {
        if (await hub.StateAsync(id) is null)
            await hub.StartAsync("Wait", id);
        await hub.RaiseAsync(id, "go", output);
        await hub.IdleAsync();
    }

    private static List<long?> Rooms(TestHub hub)
    {
        using var database = SqliteDatabase.OpenToRead(hub.Path);
        using var statement = database.Prepare("SELECT LENGTH(room) FROM instances ORDER BY row");
        var rooms = new List<long?>();
        while (statement.Step())
            rooms.Add(statement.NumberOrNull(0));
        return rooms;
    }
}
