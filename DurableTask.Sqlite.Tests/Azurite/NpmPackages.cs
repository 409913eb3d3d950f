using System.Diagnostics;
using System.Security.Cryptography;

namespace DurableTask.Sqlite.Tests.Azurite;

/// <summary>
/// Installs the packages of a lock file once per machine, in the temporary folder: several test projects use the same
/// ones at the same time, and an installation costs a minute of processor time.
/// </summary>
internal static class NpmPackages
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private static readonly string[] Manifest = ["package.json", "package-lock.json", ".npmrc"];

    /// <summary>The folder that contains <c>node_modules</c>, or why there is none on this machine.</summary>
    /// <param name="source">The folder with <c>package.json</c>, <c>package-lock.json</c> and <c>.npmrc</c>.</param>
    public static async Task<(string Folder, string? Problem)> InstallAsync(string source)
    {
        if (!CanRun("node") || !CanRun("npm"))
            return ("", "node and npm are required, but were not found.");

        var hash = SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json")));
        var folder = Path.Combine(Path.GetTempPath(), $"relay-npm-{Environment.UserName}-{Convert.ToHexStringLower(hash)[..16]}");
        return (folder, await Task.Factory.StartNew(() => InstallOnce(source, folder), TaskCreationOptions.LongRunning));
    }

    // A mutex must be released by the thread that acquired it, so this method blocks.
    private static string? InstallOnce(string source, string folder)
    {
        using var mutex = new Mutex(initiallyOwned: false, Path.GetFileName(folder));
        try
        {
            if (!mutex.WaitOne(Timeout))
                return $"another process is still installing the packages of {source}";
        }
        catch (AbandonedMutexException)
        {
            // The owner was killed in the middle; the folder gets its final name only once it is whole.
        }

        try
        {
            return Directory.Exists(folder) ? null : Install(source, folder);
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private static string? Install(string source, string folder)
    {
        var unfinished = Directory.CreateDirectory($"{folder}-{Guid.NewGuid():N}").FullName;
        foreach (var file in Manifest)
            File.Copy(Path.Combine(source, file), Path.Combine(unfinished, file));

        using var npm = Process.Start(new ProcessStartInfo(
            "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--silent"])
        {
            WorkingDirectory = unfinished,
            RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEnd();
        if (!npm.WaitForExit(Timeout) || npm.ExitCode != 0)
            return $"npm could not install the packages of {source}: {errors}";

        Directory.Move(unfinished, folder);
        return null;
    }

    private static bool CanRun(string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
