using DurableTask.Sqlite;
using RelayServer.Faults;

namespace RelayServer.Commands;

/// <summary>
/// <c>verify FILE</c>: checks a whole store for damage, which a start does only for small files. It changes nothing and
/// may run while a server uses the store.
/// </summary>
internal static class VerifyCommand
{
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="file">The store's file.</param>
    /// <returns>The exit code: 0 for a sound store; otherwise 1, with each fault in a line on stderr.</returns>
    public static async Task<int> RunAsync(string[] settings, string file)
    {
        var path = Path.GetFullPath(file, StartFolder.Of(settings));
        var faults = FindFaults(path);
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync($"{path}: {FaultLine.Of(fault)}");
        if (faults.Count == 0)
            Console.WriteLine($"No faults in {path}");
        return faults.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<string> FindFaults(string path)
    {
        try
        {
            return StoreVerification.FindFaults(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return [e.Message];
        }
    }
}
