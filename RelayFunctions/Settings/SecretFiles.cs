using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>
/// Secrets in files, as Docker and Kubernetes mount them: each file of a folder is a setting, named like one
/// (<c>Gateways__sms__secrets__token</c>).
/// </summary>
internal static class SecretFiles
{
    /// <summary>The full path of the folder; null where none is given.</summary>
    public static string? FolderOf(IConfiguration configuration) =>
        configuration["Relay:SecretsFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>Adds the files to the configuration. They win over other settings of the same name.</summary>
    public static void AddTo(IConfiguration configuration)
    {
        // Where the folder is missing, the reader of the settings says so.
        if (configuration is IConfigurationBuilder builder && FolderOf(configuration) is { } folder)
            builder.AddKeyPerFile(folder, optional: true);
    }
}
