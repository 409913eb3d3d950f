namespace DurableTask.Sqlite.Tests.Support;

/// <summary>Copies a store that is in use, with its write-ahead log: what a crash at that moment would leave.</summary>
internal static class StoreCopy
{
    public static void Make(string store, string copy)
    {
        File.Copy(store, copy);
        File.Copy(store + "-wal", copy + "-wal");
    }

    /// <summary>Damages one byte in the middle of the copy's log, and returns that log.</summary>
    public static async Task<byte[]> MakeWithDamagedLogAsync(string store, string copy)
    {
        Make(store, copy);
        var log = await File.ReadAllBytesAsync(copy + "-wal", TestContext.Current.CancellationToken);
        log[log.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(copy + "-wal", log, TestContext.Current.CancellationToken);
        return log;
    }
}
