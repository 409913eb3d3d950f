using EmbeddedFunctions;
using Microsoft.Extensions.Options;
using RelayFunctions;
using RelayFunctions.Gateways.Catalogue;
using RelayFunctions.Settings;

namespace RelayServer.Commands;

/// <summary>
/// <c>check</c>: reads the settings and the catalogue as a start would and says what is wrong. It listens nowhere and
/// opens no store.
/// </summary>
internal static class CheckCommand
{
    public const string Name = "check";

    /// <param name="settings">The settings of the command line.</param>
    /// <param name="file">The catalogue's file; null for the one that the settings name.</param>
    /// <returns>The exit code: 0 where nothing is wrong, else 1; then each fault is a line on stderr.</returns>
    public static async Task<int> RunAsync(string[] settings, string? file)
    {
        if (file is not null)
        {
            var path = Path.GetFullPath(file, StartFolder.Of(settings));
            settings = [.. settings, $"--Relay:{nameof(RelayOptions.GatewaysFile)}={path}"];
        }

        var faults = await FaultsAsync(settings);
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync(fault.ReplaceLineEndings(" "));
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(string[] settings)
    {
        try
        {
            await using var app = RelayServerApplication.Build(settings);
            var path = app.Services.GetRequiredService<RelayOptions>().GatewaysFile;
            var catalogue = app.Services.GetRequiredService<CatalogueMonitor>();
            Console.WriteLine($"No faults in {path}: {string.Join(", ", catalogue.Current.Names)}");
            foreach (var warning in catalogue.Warnings)
                await Console.Error.WriteLineAsync($"warning: {warning}");
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (StartRefusedException exception)
        {
            return exception.Faults;
        }
    }
}
