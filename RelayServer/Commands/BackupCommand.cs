using System.Text.RegularExpressions;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using RelayServer.Faults;
using RelayServer.Settings;
using RelayServer.Storage;

namespace RelayServer.Commands;

/// <summary><c>backup FILE</c>: copies the configured store, even while a server uses it.</summary>
internal static partial class BackupCommand
{
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="file">The copy's file, which must not exist yet.</param>
    /// <returns>The exit code: 0 if the copy was made; otherwise 1, with the reason in a line on stderr.</returns>
    public static int Run(string[] settings, string file)
    {
        var target = Path.GetFullPath(file, StartFolder.Of(settings));
        using var stop = new StopSignals();
        try
        {
            var configuration = EmbeddedFunctionsApplication.CreateBuilder(settings).Configuration;
            // A misspelt Storage__Path would back up another store.
            if (UnknownSettings.FaultsIn(configuration, "Storage").FirstOrDefault() is { } fault)
                throw new IOException(fault);

            var store = StorageProvider.SqlitePathIn(configuration);
            StoreBackup.Create(store, target, stop.Token);
            foreach (var partial in PartialFiles(target))
            {
                Console.Error.WriteLine(
                    $"warning: {partial} is part of an interrupted backup: delete it, unless another backup is "
                        + "running");
            }

            Console.WriteLine($"Backed up {store} to {target}: {new FileInfo(target).Length} bytes");
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Relay did not back up: it was told to stop, and has deleted the incomplete copy");
            return 1;
        }
        catch (Exception exception)
        {
            foreach (var fault in StartFaults.Of(exception, configuration: null))
                Console.Error.WriteLine($"Relay did not back up: {fault}");
            return 1;
        }
    }

    /// <summary>
    /// Returns the files that killed backups to the same file have left behind, and that nothing deletes.
    /// </summary>
    private static IEnumerable<string> PartialFiles(string target) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(target)!)
            .Where(file => file.StartsWith(target, StringComparison.Ordinal)
                && PartialPattern().IsMatch(file[target.Length..]))
            .Order(StringComparer.Ordinal);

    // The names that BackupFile and SQLite give.
    [GeneratedRegex(@"^\.[0-9a-f]{32}\.partial(-journal|-wal|-shm)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartialPattern();
}
