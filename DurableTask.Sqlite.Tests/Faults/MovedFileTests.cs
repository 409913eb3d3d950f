using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>Commits to a file that no path leads to are lost with the process.</summary>
public sealed class MovedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task Create_FileWasDeleted_IsRejectedUntilItIsBack(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps an open file from being moved.");
        await using var service = new SqliteOrchestrationService(new() { Path = FilePath });
        var client = new TaskHubClient(service);
        await CreateAsync(client, "before");

        File.Move(FilePath + file, FilePath + file + ".away");
        var refused = await Assert.ThrowsAsync<StoreWriteException>(() => CreateAsync(client, "meanwhile"));
        File.Move(FilePath + file + ".away", FilePath + file);
        await CreateAsync(client, "after");

        Assert.Contains(FilePath, refused.Message, StringComparison.Ordinal);
        Assert.Contains("deleted or replaced", refused.Message, StringComparison.Ordinal);
        Assert.Null(await client.GetOrchestrationStateAsync("meanwhile"));
        Assert.NotNull(await client.GetOrchestrationStateAsync("after"));
    }

    [Fact]
    public async Task Create_FileWasReplacedByACopy_IsRejected()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps an open file from being replaced.");
        await using var service = new SqliteOrchestrationService(new() { Path = FilePath });
        var client = new TaskHubClient(service);
        await CreateAsync(client, "before");

        File.Copy(FilePath, FilePath + ".copy");
        File.Move(FilePath + ".copy", FilePath, overwrite: true);

        await Assert.ThrowsAsync<StoreWriteException>(() => CreateAsync(client, "after"));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<OrchestrationInstance> CreateAsync(TaskHubClient client, string id) =>
        client.CreateOrchestrationInstanceAsync("any", "", id, input: null);
}
