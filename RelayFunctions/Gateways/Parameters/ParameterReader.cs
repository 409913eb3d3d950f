using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>Reads a gateway's <c>parameters</c>.</summary>
internal static partial class ParameterReader
{
    /// <summary>The maximum number of parameters of a gateway, since they are stored with each message.</summary>
    private const int MaxParameters = 32;

    private const string UnlessKey = "unless";

    private static readonly Dictionary<string, ParameterType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = ParameterType.String,
        ["integer"] = ParameterType.Integer,
        ["number"] = ParameterType.Number,
        ["boolean"] = ParameterType.Boolean,
    };

    public static ParameterSet Read(SettingSection gateway)
    {
        if (gateway.Section("parameters") is not { } section)
            return ParameterSet.None;

        var parameters = new List<Parameter>();
        foreach (var name in section.Keys)
        {
            if (section.Section(name) is not { } one)
                continue;

            if (NamePattern().IsMatch(name))
            {
                parameters.Add(ReadOne(name, one));
            }
            else
            {
                section.Fault(
                    name, "is not a parameter name: a letter, then at most 63 letters, digits and underscores");
            }
        }

        if (parameters.Count > MaxParameters)
            gateway.Fault("parameters", $"are more than {MaxParameters}");
        return new ParameterSet([.. parameters.Select(parameter => WithAlternative(parameter, parameters, section))]);
    }

    // The two parameters are alternatives, whichever of them names the other.
    private static Parameter WithAlternative(Parameter parameter, List<Parameter> all, SettingSection section)
    {
        if (parameter.Unless is not { } other)
        {
            return parameter with
            {
                Unless = all.FirstOrDefault(one => one.Unless == parameter.Name && one != parameter)?.Name,
            };
        }

        if (!all.Any(one => one.Name == other && one != parameter && one is { IsRequired: false, Default: null }))
        {
            section.Section(parameter.Name)!.Fault(
                UnlessKey, "must be another parameter of the gateway, without required and default");
        }

        return parameter;
    }

    private static Parameter ReadOne(string name, SettingSection section)
    {
        var parameter = new Parameter(name, ChoiceReader.Read(section, "type", Types))
        {
            IsRequired = section.Boolean("required") ?? false,
            Unless = section.String(UnlessKey),
            Description = section.String("description"),
            Values = Values(section),
        };
        if (parameter is { IsRequired: true, Unless: not null })
            section.Fault(UnlessKey, "has no effect: the parameter is required");
        if (parameter is { Values: not null, Type: not ParameterType.String })
            section.Fault("values", "are only for parameters of type string");
        parameter = Bounded(section, parameter);
        parameter = parameter with { Default = Default(section, parameter) };
        section.RejectUnknownKeys();
        return parameter;
    }

    private static Parameter Bounded(SettingSection section, Parameter parameter)
    {
        var (maxLength, unit) = LengthReader.Read(section, Parameter.MaxLengthBound);
        if (maxLength is not null && parameter.Type != ParameterType.String)
            section.Fault("maxLength", "is only for parameters of type string");
        var bounded = parameter with
        {
            MaxLength = maxLength,
            Unit = unit,
            Minimum = Bound(section, "minimum", parameter),
            Maximum = Bound(section, "maximum", parameter),
        };
        if (bounded.Minimum > bounded.Maximum)
            section.Fault("maximum", "must not be less than minimum");
        return bounded;
    }

    private static decimal? Bound(SettingSection section, string key, Parameter parameter)
    {
        if (section.Number(key, -1e15, 1e15) is not { } bound)
            return null;

        if (parameter.Type is not (ParameterType.Integer or ParameterType.Number))
            section.Fault(key, "is only for parameters of type integer or number");
        return (decimal)bound;
    }

    private static List<string>? Values(SettingSection section)
    {
        if (section.Any("values") is not { } node)
            return null;

        if (node is JsonArray { Count: > 0 } list && list.All(item => item?.GetValueKind() == JsonValueKind.String))
            return [.. list.Select(item => item!.GetValue<string>())];

        section.Fault("values", "must be a list of strings, not empty");
        return null;
    }

    private static JsonElement? Default(SettingSection section, Parameter parameter)
    {
        if (section.Any("default") is not { } node)
            return null;

        if (parameter.IsNeeded)
            section.Fault("default", "has no effect: a request must have a value");

        var value = JsonSerializer.SerializeToElement(node, NodeJson.Default.JsonNode);
        if (section.IsFromSettings("default"))
            value = parameter.OfSetting(value);
        if (parameter.FaultOf(value) is { } fault)
            section.Fault("default", fault.TrimEnd('.'));
        return value;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
