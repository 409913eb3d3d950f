using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>
/// The settings under <c>Relay</c> as the start read them, to notice a change that has no effect yet.
/// </summary>
/// <param name="configuration">The configuration, at the start.</param>
internal sealed class StartSettings(IConfiguration configuration)
{
    private readonly Dictionary<string, string?> _values = ValuesOf(configuration);

    /// <summary>A warning for each setting that has another value now. It names no value.</summary>
    public IEnumerable<string> Warnings() => ValuesOf(configuration)
        .Where(setting => setting.Value != _values[setting.Key])
        .Select(setting => $"setting Relay__{setting.Key}: has changed, which takes effect at the next start");

    private static Dictionary<string, string?> ValuesOf(IConfiguration configuration) =>
        RelayOptionsReader.Names.ToDictionary(name => name, name => configuration[$"Relay:{name}"]);
}
