using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Functions;

/// <summary>
/// Tells which functions a setting takes out of service, <c>AzureWebJobs.NAME.Disabled</c> (or with <c>__</c> for the
/// dots, where a shell allows none), by the values that the Functions host knows.
/// </summary>
internal static class DisabledFunctions
{
    public static bool IsDisabled(FunctionDescriptor function, IConfiguration configuration, List<string> faults)
    {
        var setting = $"AzureWebJobs.{function.Name}.Disabled";
        var value = configuration[setting] ?? configuration[setting.Replace('.', ':')];
        switch (value?.ToUpperInvariant())
        {
            case "1" or "TRUE":
                return true;
            case null or "" or "0" or "FALSE":
                return false;
            default:
                faults.Add($"Setting '{setting}': it must be true or false.");
                return false;
        }
    }
}
