using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads the beginning of a <c>url</c>, which no message can change.</summary>
internal static class UrlHeadReader
{
    /// <summary>Reads the beginning; null, with a fault, if it is invalid or depends on the message.</summary>
    /// <param name="source">Its template, up to <see cref="UrlText.HeadEnd"/>.</param>
    /// <param name="rest">The text that follows.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="templates">Parses the template.</param>
    public static UrlHead? Read(string source, string rest, SettingSection gateway, TemplateReader templates)
    {
        var path = gateway.Path.Under(UrlReader.Key);
        if (templates.Parse(source, path, gateway.Faults, "the url", Escaping.None) is not { } template)
            return null;

        if (!template.IsFixed)
        {
            gateway.Fault(UrlReader.Key, HasScheme(source)
                ? "has a part of the message in its scheme, host or port, which must be fixed"
                : "begins with a part of the message: scheme, host and port, or the first part of a relative path, "
                    + "must be fixed");
            return null;
        }

        if (templates.Fill(gateway, UrlReader.Key, template) is not { } text)
        {
            gateway.Fault(UrlReader.Key, "begins with a value that is not set");
            return null;
        }

        if (template.LiteralText is null)
        {
            if (FaultOf(template, source, text, rest) is { } fault)
            {
                gateway.Fault(UrlReader.Key, fault);
                return null;
            }

            text = WithoutSlash(text);
        }

        return new UrlHead(text, template.ReadsSecrets, template.ReadsSecrets && !template.IsOneValue);
    }

    private static string? FaultOf(TextTemplate template, string source, string text, string rest) =>
        HasScheme(text) || HasScheme(source)
            ? UrlText.FaultOfHead(source, WithoutSlash(text), rest)
            : $"begins with {string.Join(", ", template.References)}, which must be an http or https address, "
                + "as in https://a.example";

    // A setting may end in the slash that the rest begins with.
    private static string WithoutSlash(string text) => text.TrimEnd('/');

    private static bool HasScheme(string text) => text.Contains("://", StringComparison.Ordinal);
}
