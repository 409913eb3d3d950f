using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

public sealed class OptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    // Some users set the maximum to have no bound: preallocating for each would take 32 GB.
    [Fact]
    public async Task Bounds_Maximum_AllocateNothingInAdvance()
    {
        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions
        {
            Path = FilePath,
            MaxConcurrentActivities = int.MaxValue,
            MaxConcurrentOrchestrations = int.MaxValue,
            ReadyQueueCapacity = int.MaxValue,
            WriteQueueCapacity = int.MaxValue,
            HistoryCacheBytes = long.MaxValue,
        });

        await service.CreateAsync("one");
        Assert.Equal("one", (await service.TakeAsync())!.InstanceId);
    }

    [Theory]
    [InlineData(nameof(SqliteOrchestrationServiceOptions.MaxConcurrentActivities))]
    [InlineData(nameof(SqliteOrchestrationServiceOptions.MaxConcurrentOrchestrations))]
    [InlineData(nameof(SqliteOrchestrationServiceOptions.ReadyQueueCapacity))]
    [InlineData(nameof(SqliteOrchestrationServiceOptions.WriteQueueCapacity))]
    public void Bound_TooLow_IsReportedWithItsNameAndValue(string name)
    {
        int Of(string option) => option == name ? 0 : 1;
        var options = new SqliteOrchestrationServiceOptions
        {
            Path = FilePath,
            MaxConcurrentActivities = Of("MaxConcurrentActivities"),
            MaxConcurrentOrchestrations = Of("MaxConcurrentOrchestrations"),
            ReadyQueueCapacity = Of("ReadyQueueCapacity"),
            WriteQueueCapacity = Of("WriteQueueCapacity"),
        };

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteOrchestrationService(options));
        Assert.Equal((name, (object)0), (error.ParamName, error.ActualValue));
        Assert.False(File.Exists(FilePath));
    }

    // A path that is a folder's name leaves nothing behind, not even the folder.
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("data/")]
    public void Path_ThatNamesNoFile_IsRejectedByName(string path)
    {
        var full = path.Length > 1 ? Path.Combine(_folder.Path, path) : path;

        var error = Assert.Throws<ArgumentException>(
            () => new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = full }));
        Assert.Equal(nameof(SqliteOrchestrationServiceOptions.Path), error.ParamName);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    // Each would become a file of that name in the working directory.
    [Theory]
    [InlineData(":memory:")]
    [InlineData("file:hub.db")]
    [InlineData("FILE::memory:?cache=shared")]
    [InlineData("Data Source=hub.db")]
    [InlineData("datasource=hub.db;Cache=Shared")]
    [InlineData("Filename=hub.db")]
    public void Path_ThatIsAnotherNameOfADatabase_IsRejectedByName(string path)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = path }));
        Assert.Equal(nameof(SqliteOrchestrationServiceOptions.Path), error.ParamName);
        Assert.StartsWith($"'{path}' must be the path of a file", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    // SQLite and the files beside the store must resolve a path to the same file, whatever characters it has.
    [Theory]
    [InlineData("a?b#c%20d&e.db")]
    [InlineData(":memory:")]
    [InlineData("file:x.db?mode=memory")]
    public async Task Path_WithUriCharacters_IsAFileOfThatName(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        await using (var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = path }))
        {
            await service.CreateAsync("one");
            Assert.NotNull(await service.GetOrchestrationStateAsync("one", executionId: null));
        }

        Assert.Equal([path, path + ".lock"], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
