using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Hosting;

/// <summary>The result of checking the settings and the catalogue as a start would, with every fault of both.</summary>
/// <param name="File">The full path of the catalogue's file.</param>
/// <param name="Gateways">The names of the catalogue's gateways.</param>
/// <param name="Faults">What would stop the start.</param>
/// <param name="Warnings">Probable mistakes that do no harm.</param>
public sealed record StartCheck(
    string File, IReadOnlyList<string> Gateways, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// Reads the settings and the catalogue. An invalid setting is replaced by its default, so that the catalogue's
    /// faults are found too.
    /// </summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="hasHost">
    /// Whether the host could be built from the settings. Otherwise it has published no address; the demonstration
    /// gateways are then taken as on, so that the host's faults cause none in the catalogue.
    /// </param>
    /// <param name="time">The clock against which certificates are validated.</param>
    public static StartCheck Run(IConfiguration configuration, bool hasHost, TimeProvider time)
    {
        var options = new RelayOptionsReader(configuration).Read(out var faults);
        var address = new AppAddress(configuration);
        var demoGateways = options.DemoGateways ?? (!hasHost || address.IsLoopback);
        using var source = new CatalogueSource(
            options,
            configuration,
            new DemoGatewaySwitch(options with { DemoGateways = demoGateways }, address),
            time);
        var loaded = source.Load();
        return new StartCheck(
            source.File, [.. loaded.Catalogue.Names], [.. faults, .. loaded.Faults], loaded.Warnings);
    }
}
