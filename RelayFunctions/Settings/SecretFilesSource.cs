using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>The files of a folder as a source of settings.</summary>
internal sealed class SecretFilesSource(string folder) : IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new SecretFilesProvider(folder);
}
