using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Gateways.Readers.Connections;

namespace RelayFunctions.Gateways.Catalogue;

/// <summary>Where the catalogue comes from: its file, and the configuration that overrides it.</summary>
public sealed class CatalogueSource(
    RelayOptions options, IConfiguration configuration, DemoGatewaySwitch demoGateways, TimeProvider time) : IDisposable
{
    /// <summary>The maximum size of the file, in bytes.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly StartSettings _startSettings = new(configuration);
    private readonly List<IDisposable> _watches = [];
    private volatile IReadOnlyCollection<string> _gatewayFiles = [];

    /// <summary>The full path of the file.</summary>
    public string File => options.GatewaysFile;

    /// <summary>Calls back when the file or the configuration has changed, until the source is disposed.</summary>
    /// <param name="changed">Called on any thread.</param>
    /// <param name="rejected">
    /// Called on any thread, if a reader of the configuration can't use a setting of a changed secret file.
    /// </param>
    public void Watch(Action changed, Action<Exception> rejected)
    {
        _watches.Add(ChangeToken.OnChange(configuration.GetReloadToken, changed));
        _watches.Add(new ContentPoll(
            () => [File], file => BoundedFile.Read(file, MaxBytes), changed, time));
        _watches.Add(new ContentPoll(() => _gatewayFiles, RelativeFile.ContentOf, changed, time));
        if (configuration is IConfigurationRoot root)
        {
            _watches.AddRange(root.Providers.OfType<SecretFilesProvider>().Select(secrets => new ContentPoll(
                () => SecretFiles.In(secrets.Folder), SecretFiles.ContentOf, () => Reload(secrets, rejected), time)));
        }

        // If the folder is missing, the read reports it.
        var folder = Path.GetDirectoryName(File)!;
        if (!Directory.Exists(folder))
            return;

        var files = new PhysicalFileProvider(folder, ExclusionFilters.None);
        _watches.Add(ChangeToken.OnChange(() => files.Watch(Path.GetFileName(File)), changed));
        _watches.Add(files);
    }

    /// <inheritdoc/>
    public void Dispose() => _watches.ForEach(watch => watch.Dispose());

    /// <summary>Reads the file and the configuration. A file that can't be read is a fault too.</summary>
    internal LoadedCatalogue Load()
    {
        if (options.SecretsFolder is { } secrets && SecretFilesCheck.FaultsOf(secrets) is { Count: > 0 } faults)
            return Unreadable([.. faults]);

        try
        {
            if (CatalogueText.Decode(BoundedFile.Read(File, MaxBytes), out var fault) is not { } text)
                return Unreadable($"{Path.GetFileName(File)}: {fault}");

            var loaded = CatalogueLoader.Load(
                text, File, configuration, options.GatewayBaseUrl, demoGateways.IsOn, time);
            _gatewayFiles = loaded.Files;
            var ofFiles = options.SecretsFolder is { } folder ? SecretFilesCheck.WarningsOf(folder) : [];
            return loaded with { Warnings = [.. loaded.Warnings, .. ofFiles, .. _startSettings.Warnings()] };
        }
        catch (Exception exception) when (
            exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Unreadable(
                $"{File} can't be read: {UnreadableFile.CauseOf(File, exception) ?? exception.Message}{Origin()}");
        }
    }

    // Every reader of the configuration reads it again, such as the filters of the log, which throw at an unknown
    // level. On the thread of a timer, the exception would end the process.
    private static void Reload(SecretFilesProvider secrets, Action<Exception> rejected)
    {
        try
        {
            secrets.Reload();
        }
        catch (Exception exception)
        {
            rejected(exception.GetBaseException());
        }
    }

    // Who has just written the path on the command line knows where it comes from.
    private string Origin()
    {
        const string Setting = nameof(RelayOptions.GatewaysFile);
        var isArgument = (configuration as IConfigurationRoot)?.Providers
            .LastOrDefault(provider => provider.TryGet($"Relay:{Setting}", out _)) is CommandLineConfigurationProvider;
        return isArgument ? "" : $" (Relay__{Setting} is its path)";
    }

    private static LoadedCatalogue Unreadable(params string[] faults) => new(new GatewayCatalogue([]), [], faults);
}
