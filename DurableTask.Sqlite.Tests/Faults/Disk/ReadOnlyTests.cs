namespace DurableTask.Sqlite.Tests.Faults.Disk;

/// <summary>Uses the faulty disk, since root may run the tests, and can write read-only files.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task Open_FileOrFolderIsReadOnly_IsRejectedByName()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        using var folder = FaultyDisk.Folder;
        var path = Path.Combine(folder.Path, "hub.db");
        await Open(path).DisposeAsync();
        foreach (var error in new[] { ErrorNumber.AccessDenied, ErrorNumber.ReadOnlyFileSystem })
        {
            foreach (var isFolder in new[] { true, false })
            {
                FaultyDisk.SetOpenForWritingError(error, isFolder);
                var refusal = Assert.ThrowsAny<SystemException>(() => Open(path));
                FaultyDisk.SetOpenForWritingError(0, isFolder);

                Assert.True(refusal is IOException or UnauthorizedAccessException, $"{refusal}");
                Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
                TestContext.Current.TestOutputHelper!.WriteLine(refusal.Message);
                await Open(path).DisposeAsync();
            }
        }
    }

    private static SqliteOrchestrationService Open(string path) =>
        new(new SqliteOrchestrationServiceOptions { Path = path });
}
