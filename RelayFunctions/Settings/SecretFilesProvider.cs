using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>
/// Reads the files of a folder as settings. A read never throws, since it runs on a timer: a file that can't be read
/// keeps its previous value, and <see cref="SecretFilesCheck.FaultsOf"/> reports it. An empty file is ignored, so
/// that other sources apply. The framework's own provider throws.
/// </summary>
internal sealed class SecretFilesProvider(string folder) : ConfigurationProvider
{
    /// <summary>The folder's full path.</summary>
    public string Folder => folder;

    /// <inheritdoc/>
    public override void Load()
    {
        try
        {
            var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var file in SecretFiles.In(folder))
            {
                var key = SecretFiles.KeyOf(file);
                if ((SecretFiles.Read(file) ?? (TryGet(key, out var former) ? former : null)) is { Length: > 0 } value)
                    data[key] = value;
            }

            Data = data;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is missing, or is being swapped: the previous values stay.
        }
    }

    /// <summary>Reads the files again, and signals a change.</summary>
    /// <exception cref="AggregateException">Readers of the configuration can't use a changed setting.</exception>
    public void Reload()
    {
        Load();
        OnReload();
    }
}
