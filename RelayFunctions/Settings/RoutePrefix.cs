using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>The prefix that the host puts before the app's routes: <c>routePrefix</c> of host.json.</summary>
internal static class RoutePrefix
{
    /// <summary>The host's default.</summary>
    private const string Default = "api";

    private const string Key = "extensions:http:routePrefix";

    /// <summary>
    /// Returns the prefix with a trailing slash; empty for none, and if no host says where host.json is.
    /// </summary>
    public static string Read(IConfiguration configuration)
    {
        if (configuration["FUNCTIONS_APPLICATION_DIRECTORY"] is not { Length: > 0 } folder)
            return "";

        var host = new ConfigurationBuilder().AddJsonFile(
            Path.Combine(Path.GetFullPath(folder), "host.json"), optional: true).Build();
        // A setting overrides the file, on both hosts, even an empty one.
        var prefix = (configuration[$"AzureFunctionsJobHost:{Key}"] ?? host[Key] ?? Default).Trim('/');
        return prefix.Length == 0 ? "" : $"{prefix}/";
    }
}
