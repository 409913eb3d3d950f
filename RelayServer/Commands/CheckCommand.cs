using RelayFunctions.Hosting;
using RelayFunctions.Settings;
using RelayServer.Composition;
using RelayServer.Faults;

namespace RelayServer.Commands;

/// <summary>
/// <c>check</c>: reads the settings and the catalogue as a start would and reports their faults. It does not listen,
/// and opens no store.
/// </summary>
internal static class CheckCommand
{
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="file">The catalogue's file; null for the one that the settings name.</param>
    /// <returns>
    /// The exit code: 0 without faults, otherwise 1. Each fault and each warning is a line on stderr.
    /// </returns>
    public static async Task<int> RunAsync(string[] settings, string? file)
    {
        if (file is not null)
        {
            var path = Path.GetFullPath(file, StartFolder.Of(settings));
            settings = [.. settings, $"--Relay:{nameof(RelayOptions.GatewaysFile)}={path}"];
        }

        try
        {
            return await RunAsync(settings);
        }
        // The settings themselves can't be read, so that none of them can be checked.
        catch (Exception exception)
        {
            await WriteAsync(StartFaults.Of(exception, configuration: null));
            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] settings)
    {
        await using var server = ServerComposition.Compose(settings);
        var check = StartCheck.Run(server.Configuration, hasHost: server.App is not null, TimeProvider.System);
        string[] faults = [.. server.Faults, .. check.Faults];
        await WriteAsync(faults.Select(FaultLine.Of));
        string[] warnings = [.. server.App?.Warnings ?? [], .. check.Warnings];
        await WriteAsync(warnings.Select(warning => $"warning: {warning}"));
        if (faults.Length > 0)
            return 1;

        Console.WriteLine($"No faults in {check.File}: {string.Join(", ", check.Gateways)}");
        return 0;
    }

    private static async Task WriteAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await Console.Error.WriteLineAsync(line);
    }
}
