using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>
/// Warns of JSON within a string into which a template puts a value between quotation marks: the value is escaped for
/// the string, but not for the JSON in it, so a quotation mark in it would end the inner text. The whole of
/// <c>body.json</c>, or of a line of <c>body.ndjson</c>, as a string is most likely meant as an object.
/// </summary>
internal static class NestedJson
{
    private const string Warning =
        "has a value between quotation marks in JSON that is within a string, where a quotation mark of the value ends "
            + "the text: write {{ message | json }} without quotation marks around it";

    private const string WholeWarning =
        "is a string that contains JSON, so the gateway receives a string: write the object or list itself, without "
            + "quotation marks around it";

    private const string Line = "body.ndjson.";

    /// <summary>Stands for each value: a number where the value is not quoted.</summary>
    private const string Sample = "8237410956";

    /// <summary>Stands for each value that can't have a quotation mark.</summary>
    private const string HarmlessSample = "0";

    /// <param name="node">A part of the gateway's entry.</param>
    /// <param name="path">Its path in the catalogue.</param>
    /// <param name="parameters">The gateway's parameters.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Warn(JsonNode? node, SettingPath path, ParameterSet parameters, FaultList faults)
    {
        foreach (var (at, text) in EntryTexts.In(node, path))
        {
            if (IsWhole(at))
            {
                if (ContainerIn(text, parameters) is not null)
                    faults.Warn(at, WholeWarning);
            }
            else if (HasQuotedValue(text, parameters))
            {
                faults.Warn(at, Warning);
            }
        }
    }

    private static bool IsWhole(SettingPath path) => path.Key == "body.json"
        || (path.Key.StartsWith(Line, StringComparison.Ordinal) && path.Key.LastIndexOf('.') == Line.Length - 1);

    private static bool HasQuotedValue(string text, ParameterSet parameters) =>
        text.Contains("{{", StringComparison.Ordinal) && HasSample(ContainerIn(text, parameters));

    /// <summary>Returns the object or list that a text contains, with samples as its values; null for none.</summary>
    private static JsonNode? ContainerIn(string text, ParameterSet parameters)
    {
        if (text.TrimStart() is not ['{' or '[', ..])
            return null;

        try
        {
            var node = JsonNode.Parse(TemplateText.WithValues(
                text, output => QuotationMarks.CanBeIn(output, parameters) ? Sample : HarmlessSample));
            return node is JsonObject or JsonArray ? node : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // No JSON, or JSON with a name twice.
            return null;
        }
    }

    private static bool HasSample(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(member => IsQuoted(member.Key) || HasSample(member.Value)),
        JsonArray items => items.Any(HasSample),
        _ => NodeText.Of(node) is { } text && IsQuoted(text),
    };

    private static bool IsQuoted(string text) => text.Contains(Sample, StringComparison.Ordinal);
}
