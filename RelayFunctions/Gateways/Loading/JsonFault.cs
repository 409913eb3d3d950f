using System.Text.Json;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Describes in plain words why a text is not JSON, and where. The framework's own message can repeat a value.
/// </summary>
internal static class JsonFault
{
    private const string Number = "a number is not valid JSON; a string needs double quotes";

    /// <summary>A part of the framework's message, and the text that replaces it.</summary>
    private static readonly (string Part, string Words)[] Reasons =
    [
        ("does not contain any JSON tokens", "the file is empty, or is a pipe, socket or device"),
        ("maximum configured depth", $"objects and lists may be nested {CatalogueFile.MaxDepth} deep"),
        ("after a single JSON value", "nothing may follow the end of the object"),
        ("invalid after a property name", "a colon is missing between a key and its value"),
        ("invalid start of a property name", "a key in double quotes is expected here"),
        ("invalid start of a value", "a value is expected here; a string needs double quotes"),
        ("Expected either", "a comma or a closing bracket is missing before this position"),
        ("JSON literal", "a value is expected here; a string needs double quotes"),
        ("escap", "a string contains a line break, a control character or a single backslash, which is written \\\\"),
        ("leading zero", Number),
        ("number", Number),
        ("comment", "a comment is not closed"),
        ("end of data", "the file ends too early: a bracket or a quotation mark is not closed"),
        ("Expected depth", "the file ends too early: a bracket is not closed"),
    ];

    /// <summary>The fault, with line and column, both counted from one.</summary>
    public static string Describe(string text, JsonException exception)
    {
        var line = exception.LineNumber ?? 0;
        var reason = Reasons.FirstOrDefault(
            reason => exception.Message.Contains(reason.Part, StringComparison.Ordinal)).Words;
        var column = ColumnOf(text, line, exception.BytePositionInLine ?? 0);
        return $"is not JSON, at line {line + 1}, column {column}: {reason ?? "this is not what JSON allows here"}";
    }

    private static int ColumnOf(string text, long line, long bytes)
    {
        var start = 0;
        for (; line > 0; line--)
            start = text.IndexOf('\n', start) + 1;

        var column = 1;
        foreach (var rune in text.AsSpan(start).EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            column++;
        }

        return column;
    }
}
