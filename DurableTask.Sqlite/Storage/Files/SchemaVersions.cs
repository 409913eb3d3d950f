using System.Globalization;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>
/// Upgrades a file to this version's schema: runs the numbered scripts that it lacks, in one transaction. A script is
/// never edited once it has been released.
/// </summary>
internal static class SchemaVersions
{
    /// <summary>"DTSq": distinguishes our files from other SQLite files.</summary>
    public const long ApplicationId = 0x44545371;

    private const string NoStore = "contains no store: it is empty, or it was copied without its '-wal'";

    private static readonly string[] Scripts = ["Schema/001.sql", "Schema/002.sql", "Schema/003.sql"];

    /// <summary>Checks the version. It only reads, so a rejected file stays as it is.</summary>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static void Check(SqliteDatabase database, string path)
    {
        var version = ReadVersion(database, path);
        var application = database.ReadNumber("PRAGMA application_id");
        var isEmpty = database.ReadNumber("SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && (!isEmpty || version != 0))
            throw new InvalidOperationException($"'{path}' is a SQLite file of another program; it was not changed.");
        if (application == ApplicationId && version < 1)
            throw new InvalidDataException("its header has no version of the schema");
        if (version > Scripts.Length)
        {
            throw new InvalidOperationException(
                $"The store '{path}' has schema {version}; this version knows schemas up to {Scripts.Length}. " +
                "Run the version that wrote it, or a newer one.");
        }
    }

    /// <summary>Throws for a file that passes <see cref="Check"/> and has no schema.</summary>
    /// <exception cref="InvalidOperationException">The file has none.</exception>
    public static void ThrowIfEmpty(SqliteDatabase database, string path)
    {
        if (database.ReadNumber("PRAGMA application_id") != ApplicationId)
        {
            throw new InvalidOperationException(
                $"The store '{path}' can't be opened: it {NoStore}; put the '-wal' beside it, or delete the file to " +
                "begin with an empty store.");
        }
    }

    /// <summary>Returns what a file that passes <see cref="Check"/> lacks of a store of its version.</summary>
    public static IReadOnlyList<string> FindMissing(SqliteDatabase database)
    {
        if (database.ReadNumber("PRAGMA application_id") != ApplicationId)
            return [NoStore];

        var version = (int)database.ReadNumber("PRAGMA user_version");
        using var whole = SqliteDatabase.Open(":memory:", create: true);
        foreach (var script in Scripts.AsSpan(0, version))
            whole.Execute(Read(script));
        return [.. PartsOf(whole).Except(PartsOf(database)).Select(part => $"the {part} is missing")];
    }

    public static void Migrate(SqliteDatabase database)
    {
        var version = database.ReadNumber("PRAGMA user_version");
        if (version == Scripts.Length)
            return;

        database.Execute("BEGIN IMMEDIATE");
        foreach (var script in Scripts.AsSpan((int)version))
            database.Execute(Read(script));
        database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Scripts.Length}; COMMIT"));
    }

    private static List<string> PartsOf(SqliteDatabase database)
    {
        using var statement = database.Prepare("SELECT type, name FROM sqlite_schema");
        var parts = new List<string>();
        while (statement.Step())
            parts.Add($"{statement.Text(0)} '{statement.Text(1)}'");
        return parts;
    }

    private static long ReadVersion(SqliteDatabase database, string path)
    {
        try
        {
            return database.ReadNumber("PRAGMA user_version");
        }
        catch (SqliteException exception)
            when (exception.SqliteErrorCode == raw.SQLITE_NOTADB && !FileHeader.IsSqlite(path, ApplicationId))
        {
            throw new InvalidOperationException(
                $"'{path}' is not a SQLite file; it was not changed. Name another file, or put a backup in its " +
                "place if it was a store.",
                exception);
        }
    }

    private static string Read(string name)
    {
        using var stream = typeof(SchemaVersions).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its script {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
