using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

/// <summary>Files that are not opened: they stay as they are, and the error says what is wrong.</summary>
public sealed class StoreRefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Fact]
    public void Open_FileOfSomethingElse_StaysByteForByte()
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute("CREATE TABLE other (x)");
        var before = File.ReadAllBytes(FilePath);

        Assert.Throws<InvalidOperationException>(() => Open(FilePath));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Open_NameTooLong_IsNotCalledInUse()
    {
        var path = Path.Combine(_folder.Path, new string('x', 300));

        var error = Assert.Throws<IOException>(() => Open(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in use", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("instances")]
    [InlineData("history")]
    [InlineData("inbox")]
    [InlineData("tasks")]
    [InlineData("timers")]
    public async Task Open_DamagedPage_SaysWhatToDoAndLetsGo(string table)
    {
        await Open(FilePath).DisposeAsync();
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        long page;
        using (var database = SqliteDatabase.Open(FilePath, create: false))
            page = database.ReadNumber($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
        var damaged = (byte[])whole.Clone();
        damaged.AsSpan((int)(page - 1) * 4096, 4096).Fill(0x55);
        await File.WriteAllBytesAsync(FilePath, damaged, TestContext.Current.CancellationToken);

        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(FilePath, whole, TestContext.Current.CancellationToken);
        await using var after = Open(FilePath);
    }

    // SQLite would drop all that was committed after it, without a word.
    [Fact]
    public async Task Open_DamagedLog_SaysWhatToDoAndStaysByteForByte()
    {
        await using var hub = new TestHub();
        for (var i = 0; i < 10; i++)
            await hub.Service.CreateAsync($"{i}");
        File.Copy(hub.Path, FilePath);
        File.Copy(hub.Path + "-wal", FilePath + "-wal");
        var damaged = await File.ReadAllBytesAsync(FilePath + "-wal", TestContext.Current.CancellationToken);
        damaged[damaged.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(FilePath + "-wal", damaged, TestContext.Current.CancellationToken);

        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            damaged, await File.ReadAllBytesAsync(FilePath + "-wal", TestContext.Current.CancellationToken));
        File.Copy(hub.Path + "-wal", FilePath + "-wal", overwrite: true);
        await using var after = Open(FilePath);
        Assert.NotNull(await after.GetOrchestrationStateAsync("9", executionId: null));
    }

    public void Dispose() => _folder.Dispose();

    private static SqliteOrchestrationService Open(string path) =>
        new(new SqliteOrchestrationServiceOptions { Path = path });
}
