using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>The names of settings, as people write them.</summary>
internal static class SettingName
{
    /// <summary>Returns the name as an environment variable has it (<c>Functions__Keys__default</c>).</summary>
    /// <param name="key">The name as configuration has it.</param>
    public static string AsVariable(string key) =>
        key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
}
