using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>Renders headers.</summary>
internal static class HeaderFormat
{
    /// <summary>Returns the value of a header; null if it is a single expression without a value.</summary>
    /// <exception cref="RenderException">A header can't contain the value.</exception>
    public static string? RenderHeader(this FieldFormat header, TemplateScope scope) =>
        header.Value.RenderIfPresent(scope) is { } value ? Checked(header.Value, value) : null;

    // A line break would begin another header; what is not ASCII, and spaces at the ends, would arrive changed.
    private static string Checked(TextTemplate template, string value) =>
        !PrintableAscii.IsAll(value)
            ? throw template.UnfitOutput(
                "can contain only printable ASCII, in one line", text => !PrintableAscii.IsAll(text))
            : value.StartsWith(' ') || value.EndsWith(' ')
                ? throw template.UnfitOutput("can't begin or end with a space")
                : value;
}
