using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;
using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Gateways;

/// <summary>Where the catalogue comes from: its file, and the configuration that overrides it.</summary>
public sealed class CatalogueSource(
    RelayOptions options, IConfiguration configuration, DemoGatewaySwitch demoGateways, TimeProvider time) : IDisposable
{
    /// <summary>The longest file, in characters.</summary>
    private const int MaxLength = 8 * 1024 * 1024;

    private readonly List<IDisposable> _watches = [];

    /// <summary>The full path of the file.</summary>
    public string File => options.GatewaysFile;

    /// <summary>Says when one of the two has changed, until this is disposed.</summary>
    /// <param name="changed">Called on any thread.</param>
    public void Watch(Action changed)
    {
        _watches.Add(ChangeToken.OnChange(configuration.GetReloadToken, changed));
        // Where the folder is missing, reading says so.
        var folder = Path.GetDirectoryName(File)!;
        if (!Directory.Exists(folder))
            return;

        var files = new PhysicalFileProvider(folder, ExclusionFilters.None);
        _watches.Add(ChangeToken.OnChange(() => files.Watch(Path.GetFileName(File)), changed));
        _watches.Add(files);
    }

    /// <inheritdoc/>
    public void Dispose() => _watches.ForEach(watch => watch.Dispose());

    /// <summary>Reads both. A file that can't be read is a fault too.</summary>
    internal LoadedCatalogue Load()
    {
        try
        {
            return CatalogueLoader.Load(
                ReadText(), File, configuration, options.GatewayBaseUrl, demoGateways.IsOn, time);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new LoadedCatalogue(new GatewayCatalogue([]), [], [$"{File} can't be read: {exception.Message}"]);
        }
    }

    // A device or a file of another kind may have no end.
    private string ReadText()
    {
        using var reader = new StreamReader(File);
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (reader.Read(buffer, 0, buffer.Length) is > 0 and var read)
        {
            if (text.Append(buffer, 0, read).Length > MaxLength)
                throw new InvalidDataException($"it is longer than {MaxLength} characters");
        }

        return text.ToString();
    }
}
