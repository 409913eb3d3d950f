using Fluid.Values;
using RelayFunctions.Gateways.Masking;

namespace RelayFunctions.Gateways.Templates;

/// <summary>A gateway's <c>settings</c> and <c>secrets</c>: the same for each message. Immutable.</summary>
internal sealed class GatewayValues
{
    public static readonly GatewayValues None = new(
        new Dictionary<string, string?>(), new Dictionary<string, string?>());

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly IReadOnlyDictionary<string, string?> _secrets;
    private readonly TemplateVariables _settingValues;
    private readonly TemplateVariables _secretValues;
    private readonly TemplateVariables _maskedValues;

    /// <param name="settings">The settings by name; null for an optional one that is not set.</param>
    /// <param name="secrets">The secrets by name; null for an optional one that is not set.</param>
    public GatewayValues(IReadOnlyDictionary<string, string?> settings, IReadOnlyDictionary<string, string?> secrets)
    {
        _settings = settings;
        _secrets = secrets;
        _settingValues = Values(settings, value => value);
        _secretValues = Values(secrets, value => value);
        _maskedValues = Values(secrets, _ => SecretMask.Text);
    }

    /// <summary>The names of the settings.</summary>
    public IEnumerable<string> SettingNames => _settings.Keys;

    /// <summary>The names of the secrets.</summary>
    public IEnumerable<string> SecretNames => _secrets.Keys;

    public bool HasSetting(string name) => _settings.ContainsKey(name);

    public bool HasSecret(string name) => _secrets.ContainsKey(name);

    public FluidValue Settings => _settingValues;

    /// <summary>The values of the secrets.</summary>
    public IEnumerable<string> SecretTexts => _secrets.Values.OfType<string>();

    public FluidValue Secrets(bool isMasked) => isMasked ? _maskedValues : _secretValues;

    // Names of settings come from configuration, which is not case-sensitive.
    private static TemplateVariables Values(IReadOnlyDictionary<string, string?> values, Func<string, string> show) =>
        new(values.ToDictionary(
            value => value.Key,
            value => value.Value is { } text ? (FluidValue)new StringValue(show(text)) : NilValue.Instance,
            StringComparer.OrdinalIgnoreCase));
}
