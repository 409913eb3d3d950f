using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>
/// Warns of JSON within a string into which a template puts a value between quotation marks: the value is escaped for
/// the string, but not for the JSON in it, so a quotation mark of a message would end the inner text.
/// </summary>
internal static partial class NestedJson
{
    private const string Warning =
        "has a value between quotation marks in JSON that is within a string, where a quotation mark of the value ends "
            + "the text: write {{ message | json }} without quotation marks around it";

    /// <param name="node">A part of the gateway's entry.</param>
    /// <param name="path">Its path in the catalogue.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Warn(JsonNode? node, SettingPath path, FaultList faults)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    Warn(value, path.Under(name), faults);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Warn(item, path, faults);
                break;
            case JsonValue one when one.TryGetValue<string>(out var text)
                && JsonPattern().IsMatch(text) && QuotedValuePattern().IsMatch(text):
                faults.Warn(path, Warning);
                break;
        }
    }

    /// <summary>The beginning of a JSON object or array, but not of a template.</summary>
    [GeneratedRegex(@"^\s*(\{(?![{%])|\[)", RegexOptions.CultureInvariant)]
    private static partial Regex JsonPattern();

    /// <summary>An expression of a template directly behind a quotation mark.</summary>
    [GeneratedRegex("\"\\s*\\{\\{", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedValuePattern();
}
