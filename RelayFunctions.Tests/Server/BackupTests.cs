using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DurableTask.Sqlite;
using Microsoft.Data.Sqlite;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Server;

/// <summary><c>RelayServer -- backup FILE</c>, while a server runs on the same file.</summary>
public sealed class BackupTests
{
    private const int Senders = 8;
    private const int BeforeBackup = 200;

    [Fact]
    public async Task Backup_UnderLoad_ContainsAllMessagesAcceptedBefore()
    {
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        // Nothing is delivered before the restore: each waiting message is in the copy or is lost.
        gateway.Respond = _ => new StubResponse(503, "", ("Retry-After", "3600"));
        var settings = Settings(gateway);
        ConcurrentQueue<string> accepted = [];
        string[] before;
        await using (var server = await ServerProcess.StartAsync(folder.Path, settings))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            using var enough = new SemaphoreSlim(0);
            using var stop = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(http, accepted, enough, stop.Token)).ToArray();
            for (var i = 0; i < BeforeBackup; i++)
                await enough.WaitAsync(TestContext.Current.CancellationToken);
            before = [.. accepted];

            var (code, output, errors) = await ServerCommand.RunAsync(
                folder, $"--Storage:Path={Path.Combine(folder.Path, "data", "relay.db")}", "backup", "copy.db");

            await stop.CancelAsync();
            await Task.WhenAll(senders);
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains("Backed up", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
            foreach (var file in new[] { "copy.db", "data/relay.db", "data/relay.db-wal", "data/relay.db.lock" })
                AssertPrivate(Path.Combine(folder.Path, file));
        }

        Assert.Equal(["copy.db"], Directory.GetFiles(folder.Path, "copy.db*").Select(Path.GetFileName));
        await using var restored = await RelayHost.StartAsync(
            Path.Combine(folder.Path, "copy.db"), now: TimeProvider.System.GetUtcNow());
        foreach (var id in before)
            Assert.Equal(id, (await restored.StatusAsync(id)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("a;b.db", "c;Mode=Memory.db")]
    [InlineData("it's.db", "a \"copy\" = 1.db ")]
    public async Task Backup_PathThatReadsAsConnectionOptions_IsCopied(string store, string target)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, store);
        await new SqliteOrchestrationService(new() { Path = path }).DisposeAsync();

        var (code, output, errors) = await ServerCommand.RunAsync(folder, "backup", target, $"--Storage:Path={path}");

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith($"Backed up {path} to {Path.Combine(folder.Path, target)}: ", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await VerifyAsync(folder, target));
    }

    [Fact]
    public async Task Backup_ToldToStop_LeavesNoIncompleteCopy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends SIGTERM.");
        using var folder = new TempFolder();
        var store = Path.Combine(folder.Path, "relay.db");
        await new SqliteOrchestrationService(new() { Path = store }).DisposeAsync();
        await GrowAsync(store);
        using var watcher = new FileSystemWatcher(folder.Path, "copy.db*.partial");
        var hasBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => hasBegun.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await using var backup = ServerProcess.Launch(
            folder.Path, new Dictionary<string, string> { ["Storage__Path"] = store }, ["backup", "copy.db"]);
        await hasBegun.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        var exitCode = await backup.TerminateAsync();

        Assert.InRange(exitCode, 0, 1);
        Assert.Empty(Directory.GetFiles(folder.Path, "copy.db*.partial*"));
        Assert.Equal(exitCode == 0, File.Exists(Path.Combine(folder.Path, "copy.db")));
    }

    // Another backup may be writing it, so it is not deleted.
    [Fact]
    public async Task Backup_AfterAnInterruptedOne_NamesWhatThatLeft()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "relay.db");
        await new SqliteOrchestrationService(new() { Path = path }).DisposeAsync();
        var partial = Path.Combine(folder.Path, $"copy.db.{Guid.NewGuid():N}.partial");
        string[] left = [partial, $"{partial}-journal"];
        foreach (var file in left)
            await File.WriteAllTextAsync(file, "a", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "copy.db.old.partial"), "mine", TestContext.Current.CancellationToken);

        var (code, _, errors) = await ServerCommand.RunAsync(folder, "backup", "copy.db", $"--Storage:Path={path}");

        Assert.Equal(0, code);
        Assert.Equal(
            left.Select(file => $"warning: {file} is part of an interrupted backup: delete it, unless another backup is running"),
            errors.Split('\n').Order(StringComparer.Ordinal));
        Assert.All(left, file => Assert.True(File.Exists(file)));
    }

    private static async Task GrowAsync(string store)
    {
        await using var database = new SqliteConnection($"Data Source={store};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var grow = database.CreateCommand();
        grow.CommandText = "CREATE TABLE filler AS SELECT zeroblob(200000000) AS bytes";
        await grow.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(int ExitCode, string Errors)> VerifyAsync(TempFolder folder, string file)
    {
        var (exitCode, _, errors) = await ServerCommand.RunAsync(folder, "verify", file);
        return (exitCode, errors);
    }

    private static Dictionary<string, string> Settings(RecordingGateway gateway) => new()
    {
        ["Relay__GatewayBaseUrl"] = gateway.Url,
        ["Logging__LogLevel__Default"] = "Error",
        ["Logging__LogLevel__EmbeddedFunctions"] = "Information",
    };

    private static async Task SendAsync(
        HttpClient http, ConcurrentQueue<string> accepted, SemaphoreSlim enough, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message": "a", "gateway": "gateway_1"}"""));
            using var response = await http.PostAsync(new Uri("/send_message", UriKind.Relative), content, CancellationToken.None);
            if (!response.IsSuccessStatusCode)
                continue;
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            accepted.Enqueue(body.GetProperty("id").GetString()!);
            enough.Release();
        }
    }

    private static void AssertPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
