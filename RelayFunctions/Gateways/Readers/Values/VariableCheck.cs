using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// Checks that the variables of templates exist: a mistyped name is found when the catalogue is loaded, not when the
/// first message is sent.
/// </summary>
/// <param name="values">The gateway's settings and secrets.</param>
/// <param name="parameters">The gateway's parameters.</param>
/// <param name="preset">Describes values that are required as soon as a template reads them; null for none.</param>
internal sealed class VariableCheck(GatewayValues values, ParameterSet parameters, Preset? preset)
{
    private readonly ComparisonCheck _comparisons = new(parameters);

    /// <summary>
    /// Whether all variables of a template exist; if not, that is a fault. A comparison that is probably a mistake is a
    /// warning.
    /// </summary>
    public bool AllExist(TextTemplate template, SettingPath path, FaultList faults)
    {
        foreach (var warning in _comparisons.WarningsOf(template))
            faults.Warn(path, warning);

        TemplateReference[] missing = [.. template.References.Where(IsMissing)];
        foreach (var reference in missing)
        {
            var group = path.Whole.Under(reference.Root);
            var value = group.Under(reference.Member!);
            if (Described(reference) is { } described)
                AddMissing(described, reference.Root, group.Under(described.Name), faults);
            // A value that is invalid is reported under its own key.
            else if (!faults.Has(value))
                faults.Add(path, FaultOf(reference, value));
        }

        return missing.Length == 0;
    }

    private bool IsMissing(TemplateReference reference) => reference switch
    {
        (TemplateVariables.Parameters, { } name) => !parameters.Has(name),
        (TemplateVariables.Settings, { } name) => !values.HasSetting(name),
        (TemplateVariables.Secrets, { } name) => !values.HasSecret(name),
        _ => false,
    };

    private PresetValue? Described(TemplateReference reference) =>
        Described(reference.Root).FirstOrDefault(value => value.Is(reference.Member!, isSetting: true));

    private IReadOnlyList<PresetValue> Described(string group) => preset?.ValuesOf(group) ?? [];

    private static void AddMissing(PresetValue described, string group, SettingPath path, FaultList faults) =>
        faults.Add(path, group == TemplateVariables.Secrets
            ? $"is not set: set {path.AsSetting} ({described.Description})"
            : $"is missing ({described.Description})");

    private string FaultOf(TemplateReference reference, SettingPath value)
    {
        var question = NearestName.Question(reference.Member!, NamesOf(reference.Root));
        return reference.Root == TemplateVariables.Secrets
            ? $"reads {reference}, which is not set: set {value.AsSetting}{question}"
            : $"reads {reference}, which is not among the gateway's {reference.Root}{question}";
    }

    private IEnumerable<string> NamesOf(string group) =>
    [
        .. Described(group).Select(value => value.Name),
        .. group switch
        {
            TemplateVariables.Parameters => parameters.All.Select(parameter => parameter.Name),
            TemplateVariables.Settings => values.SettingNames,
            _ => values.SecretNames,
        },
    ];
}
