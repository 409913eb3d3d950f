using Microsoft.Extensions.Logging;
using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Gateways.Catalogue;

/// <summary>The log lines about the catalogue and its changes.</summary>
internal sealed partial class CatalogueLog(ILogger<CatalogueMonitor> logger)
{
    /// <summary>Writes which gateways can be used now, and which a change has removed.</summary>
    public void Loaded(string file, LoadedCatalogue loaded, LoadedCatalogue? previous = null)
    {
        Warn(loaded.Warnings);
        var names = string.Join(", ", loaded.Catalogue.Names);
        Read(file, names);
        var removed = string.Join(", ", previous?.Catalogue.Names.Except(loaded.Catalogue.Names) ?? []);
        if (removed.Length > 0)
            Removed(removed);
    }

    public void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            Warn(warning);
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "The catalogue in {File} is valid again, and unchanged")]
    public partial void Restored(string file);

    /// <summary>Writes why a change is not used.</summary>
    public void Rejected(IReadOnlyList<string> faults)
    {
        var list = string.Join(", ", faults);
        Rejected(list);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The changed catalogue can't be read, and the old one stays in use: {Error} {Trace}")]
    public partial void Unreadable(string error, string? trace);

    // The exception's message could repeat a value, which could be a secret.
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A setting in a file of Relay__SecretsFolder can't be used, and its old value stays: "
            + "{Error} {Trace}")]
    public partial void SettingRejected(string error, string? trace);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The changed catalogue is invalid, and the old one stays in use: {Faults}")]
    private partial void Rejected(string faults);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Catalogue: {Warning}")]
    private partial void Warn(string warning);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateways of {File}: {Names}")]
    private partial void Read(string file, string names);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Removed from the catalogue: {Names}. A message that waits for one of them goes to "
            + "Relay__GatewayBaseUrl, if that is set; otherwise it fails at its next attempt, or goes on to its next "
            + "gateway")]
    private partial void Removed(string names);
}
