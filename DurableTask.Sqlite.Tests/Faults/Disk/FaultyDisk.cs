using System.Diagnostics;
using System.Runtime.InteropServices;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Disk;

/// <summary>
/// Runs a process on faultydisk.c: data that was not synced is lost when the process is killed, and a test in that
/// process decides when the disk is full or fails.
/// </summary>
internal static class FaultyDisk
{
    private const string LayerVariable = "LD_PRELOAD";
    private const string PathVariable = "FAULTYDISK_PATH";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly Lazy<string> Layer = new(Compile);

    private delegate void SetNumber(nint number);

    private delegate void SetOpenError(int error, int isFolder);

    /// <summary>Returns the environment of a process whose store is on the faulty disk.</summary>
    /// <param name="store">The store's path.</param>
    /// <param name="survivingPercent">The percentage of unsynced data that reaches the disk anyway.</param>
    /// <param name="ignoreSyncs">Whether the disk ignores syncs, so that no data ever reaches it.</param>
    /// <param name="dieAt">The moment of a checkpoint at which the power is lost, as faultydisk.c names it.</param>
    public static Dictionary<string, string> Environment(
        string store, int survivingPercent = 0, bool ignoreSyncs = false, string? dieAt = null)
    {
        SkipUnlessPossible();
        var environment = new Dictionary<string, string>
        {
            [LayerVariable] = Layer.Value,
            [PathVariable] = store,
            ["FAULTYDISK_SURVIVE"] = $"{survivingPercent}",
        };
        if (ignoreSyncs)
            environment["FAULTYDISK_NOSYNC"] = "1";
        if (dieAt is not null)
            environment["FAULTYDISK_DIE"] = dieAt;
        return environment;
    }

    /// <summary>
    /// Runs the current test once more, in a process of its own on the faulty disk, and returns true; in that process
    /// it returns false, and the test goes on there, with its store in <see cref="Folder"/>.
    /// </summary>
    public static async Task<bool> RanTheTestAsync()
    {
        if (StorePath is not null)
            return false;

        using var folder = new TempFolder();
        var start = OwnProgram.Requeue();
        foreach (var (name, value) in Environment(Path.Combine(folder.Path, "hub.db")))
            start.Environment[name] = value;
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add(
            $"{TestContext.Current.TestClass!.TestClassName}.{TestContext.Current.TestMethod!.MethodName}");
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Timeout);
            await process.WaitForExitAsync().WaitAsync(Timeout);
            Assert.True(process.ExitCode == 0, output);
        }
        finally
        {
            process.Kill();
        }

        return true;
    }

    /// <summary>In the process on the faulty disk: the folder of the store.</summary>
    public static TempFolder Folder => new(Path.GetDirectoryName(StorePath)!);

    /// <summary>The number of bytes by which the store may still grow; null for no limit.</summary>
    public static void SetRoom(long? bytes) => Function<SetNumber>("faultydisk_room")((nint)(bytes ?? -1));

    /// <summary>An error number of the system for every write, or 0.</summary>
    public static void SetWriteError(int error) => Function<SetNumber>("faultydisk_write_error")(error);

    /// <summary>An error number of the system for every sync, or 0.</summary>
    public static void SetSyncError(int error) => Function<SetNumber>("faultydisk_sync_error")(error);

    /// <summary>An error number for opening the file, or all files of its folder, to write; or 0.</summary>
    public static void SetOpenForWritingError(int error, bool isOfTheFolder) =>
        Function<SetOpenError>("faultydisk_open_error")(error, isOfTheFolder ? 1 : 0);

    private static string? StorePath => System.Environment.GetEnvironmentVariable(PathVariable);

    private static T Function<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(
        NativeLibrary.Load(System.Environment.GetEnvironmentVariable(LayerVariable)!), name));

    private static void SkipUnlessPossible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faulty disk is a layer for Linux.");
        Assert.SkipUnless(
            File.Exists("/usr/bin/cc"), "The faulty disk is compiled by cc: apt-get install gcc libc6-dev");
    }

    private static string Compile()
    {
        var library = Path.Combine(Path.GetTempPath(), $"faultydisk-{System.Environment.ProcessId}.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Faults", "Disk", "faultydisk.c");
        using var compiler = Process.Start(
            new ProcessStartInfo("/usr/bin/cc", ["-shared", "-fPIC", "-O2", "-o", library, source])
            {
                RedirectStandardError = true,
            })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(library);
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException(errors);
    }
}
