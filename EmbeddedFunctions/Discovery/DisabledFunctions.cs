using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Discovery;

/// <summary>
/// Determines which functions are disabled by the setting <c>AzureWebJobs.NAME.Disabled</c> (with <c>__</c> instead of
/// dots in a shell), by the values that the Functions host accepts.
/// </summary>
internal static class DisabledFunctions
{
    public static bool IsDisabled(string function, IConfiguration configuration, List<string> faults)
    {
        var setting = $"AzureWebJobs.{function}.Disabled";
        var value = configuration[setting] ?? configuration[setting.Replace('.', ':')];
        switch (value?.ToUpperInvariant())
        {
            case "1" or "TRUE":
                return true;
            case null or "" or "0" or "FALSE":
                return false;
            default:
                faults.Add($"setting {setting}: it must be true or false.");
                return false;
        }
    }
}
