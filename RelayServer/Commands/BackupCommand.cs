using EmbeddedFunctions;
using Microsoft.Data.Sqlite;
using RelayServer.Settings;
using RelayServer.Storage;

namespace RelayServer.Commands;

/// <summary>
/// <c>backup FILE</c>: copies the configured store, even while a server uses it, with SQLite's backup API. The copy is
/// a snapshot of the store. It gets its name only once it is complete and synced.
/// </summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    /// <summary>SQLITE_CANTOPEN: there is no file, or access to it is denied.</summary>
    private const int CantOpen = 14;

    /// <summary>SQLITE_NOTADB: the file's header is not SQLite's.</summary>
    private const int NotADatabase = 26;

    /// <summary>SQLITE_FULL: the disk has no room.</summary>
    private const int Full = 13;

    /// <param name="settings">The settings of the command line.</param>
    /// <param name="file">The copy's file, which must not exist yet.</param>
    /// <returns>The exit code: 0 if the copy was made; otherwise 1, with the reason in a line on stderr.</returns>
    public static int Run(string[] settings, string file)
    {
        var target = Path.GetFullPath(file, StartFolder.Of(settings));
        var partial = target + ".partial";
        try
        {
            var configuration = EmbeddedFunctionsApplication.CreateBuilder(settings).Configuration;
            // A misspelt Storage__Path would back up another store.
            if (UnknownSettings.FaultsIn(configuration, "Storage").FirstOrDefault() is { } fault)
                throw new IOException(fault);

            var store = StorageProvider.SqlitePathIn(configuration);
            RefuseTarget(target);
            File.Delete(partial);
            CreatePrivate(partial, target);
            Copy(store, partial, target);
            File.Move(partial, target);
            Console.WriteLine($"Backed up {store} to {target}: {new FileInfo(target).Length} bytes");
            return 0;
        }
        catch (Exception exception)
        {
            TryDelete(partial);
            foreach (var fault in StartFaults.Of(exception, configuration: null))
                Console.Error.WriteLine($"Relay did not back up: {fault}");
            return 1;
        }
    }

    // Checked before the copy begins, since the copy's own errors would name the partial file.
    private static void RefuseTarget(string target)
    {
        if (Path.Exists(target))
            throw new IOException($"'{target}' exists already");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new IOException($"'{target}' can't be written: there is no folder '{Path.GetDirectoryName(target)}'");
    }

    // Every user could read a file that SQLite creates.
    private static void CreatePrivate(string copy, string named)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            new FileStream(copy, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is IOException ? exception.Message : "its folder must be writable";
            throw new IOException($"'{named}' can't be written: {reason}", exception);
        }
    }

    private static void Copy(string store, string copy, string named)
    {
        using var source = Connection(store, SqliteOpenMode.ReadWrite);
        try
        {
            source.Open();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == CantOpen)
        {
            throw new IOException($"there is no store at '{store}', or it can't be read and written", exception);
        }

        using var target = Connection(copy, SqliteOpenMode.ReadWriteCreate);
        target.Open();
        try
        {
            source.BackupDatabase(target);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NotADatabase)
        {
            throw new IOException($"'{store}' is not a SQLite file", exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Full)
        {
            throw new IOException($"'{named}' can't be written: the disk is full", exception);
        }
    }

    // A path may contain a separator of connection strings.
    private static SqliteConnection Connection(string file, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reason for the failed backup is more useful.
        }
    }
}
