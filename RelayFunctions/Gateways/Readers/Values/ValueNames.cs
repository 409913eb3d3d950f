using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// The names of a gateway's settings, secrets and parameters: the preset's, and those that templates read.
/// </summary>
internal sealed class ValueNames(
    SettingPath gateway, Preset? preset, ParameterSet parameters, IReadOnlySet<TemplateReference> references)
{
    /// <summary>Returns the names of one group: <c>settings</c>, <c>secrets</c> or <c>parameters</c>.</summary>
    public IReadOnlyList<string> Of(string group) =>
    [
        .. DescribedIn(group)
            .Concat(references.Where(reference => reference.Root == group).Select(reference => reference.Member!))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Returns the names that the preset or the entry describes.</summary>
    public IEnumerable<string> DescribedIn(string group) => group == TemplateVariables.Parameters
        ? parameters.All.Select(parameter => parameter.Name)
        : preset?.ValuesOf(group).Select(value => value.Name) ?? [];

    /// <summary>
    /// Returns, by name, where misplaced values of the entry belong, as the end of a fault.
    /// </summary>
    /// <param name="other">The group that the value is in, whose names are left out; null for none.</param>
    public IReadOnlyDictionary<string, string> PlacesBeside(string? other)
    {
        var places = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in TemplateVariables.Groups.Where(group => group != other))
        {
            foreach (var name in Of(group))
                places.TryAdd(name, PlaceOf(group, name));
        }

        return places;
    }

    private string PlaceOf(string group, string name) => group switch
    {
        TemplateVariables.Settings => $"'{name}' belongs under settings",
        TemplateVariables.Secrets => $"'{name}' is a secret: set {gateway.Under(group).Under(name).AsSetting}",
        _ => $"'{name}' is a parameter, which each request gives",
    };
}
