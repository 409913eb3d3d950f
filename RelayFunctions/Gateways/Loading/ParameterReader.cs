using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Parameters;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Reads a gateway's <c>parameters</c>.</summary>
internal static partial class ParameterReader
{
    /// <summary>The most parameters of a gateway: each request's are kept with its message.</summary>
    private const int Most = 32;

    private static readonly Dictionary<string, ParameterType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = ParameterType.Text,
        ["integer"] = ParameterType.WholeNumber,
        ["number"] = ParameterType.Number,
        ["boolean"] = ParameterType.Truth,
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
                parameters.Add(ReadOne(name, one));
            else
                section.Fault(name, "is no name of a parameter: a letter, then at most 63 letters, digits and underscores");
        }

        if (parameters.Count > Most)
            gateway.Fault("parameters", $"are more than {Most}");
        return new ParameterSet(parameters);
    }

    private static Parameter ReadOne(string name, SettingSection section)
    {
        var parameter = new Parameter(name, ChoiceReader.Read(section, "type", Types))
        {
            Required = section.Truth("required") ?? false,
            Description = section.Text("description"),
            Values = Values(section),
        };
        if (parameter is { Values: not null, Type: not ParameterType.Text })
            section.Fault("values", "are for parameters of type string alone");
        parameter = parameter with { Default = Default(section, parameter) };
        section.RefuseTheRest();
        return parameter;
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

        if (parameter.Required)
            section.Fault("default", "is of no use: the parameter is required");

        var value = JsonSerializer.SerializeToElement(node, RelayJson.Default.JsonNode);
        if (parameter.FaultOf(value) is { } fault)
            section.Fault("default", fault.TrimEnd('.'));
        return value;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
