using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads the address of a token endpoint.</summary>
internal static class TokenUrlReader
{
    /// <param name="section">The kind of authentication.</param>
    /// <param name="templates">Reads the address, which may use only settings and secrets.</param>
    /// <param name="key">The key of the address.</param>
    public static TokenEndpoint? Read(SettingSection section, TemplateReader templates, string key = "tokenUrl")
    {
        if (templates.ReadRequired(section, key) is not { } text)
            return null;

        if ((HeadFault(section, templates, key) ?? UrlText.FaultOf(text)) is not { } fault)
        {
            var url = new Uri(text);
            return new TokenEndpoint(url, MayBeSecret(section, key) ? null : url.Host);
        }

        section.Fault(key, fault);
        return null;
    }

    private static string? HeadFault(SettingSection section, TemplateReader templates, string key)
    {
        var source = section.String(key)!;
        if (UrlText.FaultOfSplit(source) is { } split)
            return split;

        var end = UrlText.HeadEnd(source);
        var head = templates.Parse(source[..end], section.Path.Under(key), section.Faults, key, Escaping.None);
        return head is { LiteralText: null } && templates.Fill(section, key, head) is { } text
            ? UrlText.FaultOfHead(source[..end], text.TrimEnd('/'), source[end..])
            : null;
    }

    /// <summary>Whether an address may be a secret: if any part of it comes from one, so may its host.</summary>
    public static bool MayBeSecret(SettingSection section, string key) =>
        section.IsFromSettings(key)
        || section.String(key)!.Contains(TemplateVariables.Secrets, StringComparison.OrdinalIgnoreCase);
}
