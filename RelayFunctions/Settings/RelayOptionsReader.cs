using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RelayFunctions.Settings;

/// <summary>Reads the settings under <c>Relay</c> and reports each invalid one.</summary>
internal sealed class RelayOptionsReader(IConfiguration configuration)
{
    private const string Section = "Relay";
    private const int MaxMessageBytesBound = 10 * 1024 * 1024;

    /// <summary>The names of the settings.</summary>
    public static readonly string[] Names =
    [
        .. typeof(RelayOptions).GetProperties().Select(property => property.Name),
        CallbackSignersReader.Secret,
        CallbackSignersReader.PreviousSecret,
    ];

    private readonly List<string> _faults = [];

    /// <exception cref="OptionsValidationException">Some settings are invalid; the message names each.</exception>
    public RelayOptions Read() => Read(out var faults) is var options && faults.Count == 0
        ? options
        : throw new OptionsValidationException(Section, typeof(RelayOptions), faults);

    /// <summary>Reads the settings, with the default in place of each invalid one.</summary>
    public RelayOptions Read(out IReadOnlyList<string> faults)
    {
        foreach (var (name, fault) in UnknownRelaySettings.In(configuration.GetSection(Section), Names))
            Fault(name, fault);
        var defaults = new RelayOptions { GatewaysFile = Path.Combine(AppContext.BaseDirectory, "gateways.json") };
        faults = _faults;
        return defaults with
        {
            GatewaysFile = GatewaysFile() ?? defaults.GatewaysFile,
            GatewayBaseUrl = BaseUrl(),
            DemoGateways = DemoGateways(),
            Proxy = Proxy(),
            SecretsFolder = SecretsFolder(),
            CallbackSigners = new CallbackSignersReader(Section, Text, Fault).Read(),
            CallbackNetwork = CallbackNetwork(),
            MaxMessageBytes = MaxMessageBytes() ?? defaults.MaxMessageBytes,
            Retention = Retention() ?? defaults.Retention,
        };
    }

    private string? Text(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 } text ? text : null;

    // Relative to the working directory of the process.
    private string? GatewaysFile() =>
        Text(nameof(RelayOptions.GatewaysFile)) is { } file ? Path.GetFullPath(file) : null;

    private Uri? BaseUrl()
    {
        if (Text(nameof(RelayOptions.GatewayBaseUrl)) is not { } text)
            return null;

        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { UserInfo: "", Query: "", Fragment: "" })
        {
            return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + '/');
        }

        Fault(nameof(RelayOptions.GatewayBaseUrl), "must be an http or https address without user, query and fragment");
        return null;
    }

    private bool? DemoGateways()
    {
        if (Text(nameof(RelayOptions.DemoGateways)) is not { } text)
            return null;

        if (bool.TryParse(text, out var on))
            return on;

        Fault(nameof(RelayOptions.DemoGateways), "must be true or false");
        return null;
    }

    private string? SecretsFolder()
    {
        if (SecretFiles.FolderOf(configuration) is not { } folder || Directory.Exists(folder))
            return SecretFiles.FolderOf(configuration);

        Fault(nameof(RelayOptions.SecretsFolder), "is not an existing folder");
        return null;
    }

    private GatewayNetwork CallbackNetwork()
    {
        switch (Text(nameof(RelayOptions.CallbackNetwork)))
        {
            case "private":
                return GatewayNetwork.PrivateForCallers;
            case null or "public":
                return GatewayNetwork.Public;
            default:
                Fault(nameof(RelayOptions.CallbackNetwork), "must be public or private");
                return GatewayNetwork.Public;
        }
    }

    private Uri? Proxy()
    {
        if (Text(nameof(RelayOptions.Proxy)) is not { } text)
            return null;

        if (ProxyAddress.Parse(text) is { } url)
            return url;

        Fault(nameof(RelayOptions.Proxy), ProxyAddress.Fault);
        return null;
    }

    private int? MaxMessageBytes()
    {
        if (Text(nameof(RelayOptions.MaxMessageBytes)) is not { } text)
            return null;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && bytes is > 0 and <= MaxMessageBytesBound)
        {
            return bytes;
        }

        Fault(
            nameof(RelayOptions.MaxMessageBytes), $"must be a whole number of bytes from 1 to {MaxMessageBytesBound}");
        return null;
    }

    private TimeSpan? Retention()
    {
        if (Text(nameof(RelayOptions.Retention)) is not { } text)
            return null;

        if (RetentionTime.Parse(text) is { } retention)
            return retention;

        Fault(nameof(RelayOptions.Retention), RetentionTime.Fault);
        return null;
    }

    private void Fault(string name, string what) => _faults.Add($"setting {Section}__{name}: {what}");
}
