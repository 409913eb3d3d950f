using DurableTask.Sqlite;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>A backup that can't be made says why in a line, and leaves nothing behind.</summary>
public sealed class RefusedBackupTests
{
    [Fact]
    public async Task Backup_FileExists_IsRejectedAndLeftUnchanged()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "copy.db"), "mine", TestContext.Current.CancellationToken);

        var (code, output, errors) = await ServerCommand.RunAsync(folder, "backup", "copy.db");

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Contains("copy.db' exists already", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder.Path, "copy.db"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("none.db", "none.db' does not exist")]
    [InlineData(".", "it must be a file, and that is a folder")]
    [InlineData("text.db", "text.db' is not a SQLite file")]
    public async Task Backup_NoStore_ReportsItAndLeavesNothing(string store, string expected)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "text.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var (code, output, errors) = await ServerCommand.RunAsync(
            folder, $"--Storage:Path={Path.Combine(folder.Path, store)}", "backup", "copy.db");

        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Contains(expected, Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["text.db"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    // Each would be a backup of nothing.
    [Theory]
    [InlineData("", "empty.db' can't be backed up: contains no store")]
    [InlineData("CREATE TABLE other (x)", "empty.db' is a SQLite file of another program")]
    public async Task Backup_FileWithoutAStore_IsRejected(string sql, string expected)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "empty.db");
        await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
        await ExecuteAsync(path, sql);

        var (code, _, errors) = await ServerCommand.RunAsync(folder, $"--Storage:Path={path}", "backup", "copy.db");

        Assert.Equal(1, code);
        Assert.Contains(expected, Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["empty.db"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    // SQLite would copy what lies before the damage, and delete the log with all that follows it.
    [Fact]
    public async Task Backup_DamagedLog_IsRejectedAndTheStoreLeftUnchanged()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "relay.db");
        using var used = new TempFolder();
        var usedPath = Path.Combine(used.Path, "relay.db");
        byte[] log;
        await using (new SqliteOrchestrationService(new() { Path = usedPath }))
        {
            for (var i = 0; i < 10; i++)
                await ExecuteAsync(usedPath, $"UPDATE owner SET pid = {i}");
            log = await StoreCopy.MakeWithDamagedLogAsync(usedPath, path);
        }

        var (code, _, errors) = await ServerCommand.RunAsync(folder, "backup", "copy.db");

        Assert.Equal(1, code);
        Assert.Contains("the -wal, is damaged", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(log, await File.ReadAllBytesAsync(path + "-wal", TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder.Path, "copy.db*"));
    }

    // An old file of SQLite may lie where the server kept its messages before.
    [Theory]
    [InlineData("AzureStorage", "setting Storage__Provider: 'AzureStorage' does not use a SQLite file, and only such a file can be backed up")]
    [InlineData("Postgres", "setting Storage__Provider: 'Postgres' is unknown; use Sqlite or AzureStorage")]
    public async Task Backup_AnotherProvider_IsRejected(string provider, string expected)
    {
        using var folder = new TempFolder();
        await new SqliteOrchestrationService(new() { Path = Path.Combine(folder.Path, "relay.db") }).DisposeAsync();

        var (code, output, errors) = await ServerCommand.RunAsync(folder, "backup", "copy.db", $"--Storage:Provider={provider}");

        Assert.Equal((1, "", $"Relay did not back up: {expected}"), (code, output, errors));
        Assert.Empty(Directory.GetFiles(folder.Path, "copy.db*"));
    }

    [Fact]
    public async Task Backup_SettingThatCantBeRead_IsRejectedInOneLine()
    {
        using var folder = new TempFolder();

        var (code, output, errors) = await ServerCommand.RunAsync(
            folder, "backup", "copy.db", "--hostBuilder:reloadConfigOnChange=perhaps");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("Relay did not back up: ", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("hostBuilder:reloadConfigOnChange", errors, StringComparison.Ordinal);
    }

    // Folders are not created: a misspelt one would hide the copy.
    [Theory]
    [InlineData("none/x.db", "x.db' can't be written: there is no folder '")]
    [InlineData("relay.db/x.db", "x.db' can't be written: there is no folder '")]
    [InlineData("../", "' exists already")]
    public async Task Backup_TargetThatCantBeWritten_NamesWhatWasTyped(string target, string expected)
    {
        using var folder = new TempFolder();
        await using (new SqliteOrchestrationService(new() { Path = Path.Combine(folder.Path, "relay.db") }))
        {
        }

        var (code, _, errors) = await ServerCommand.RunAsync(folder, "backup", target);

        Assert.Equal(1, code);
        Assert.Contains(expected, Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(".partial", errors, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Length == 0 ? "SELECT 1" : sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
