using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>tokenUrl</c>, the token endpoint of OAuth 2.0.</summary>
internal static class TokenUrlReader
{
    private const string Key = "tokenUrl";

    public static TokenEndpoint? Read(SettingSection section, TemplateReader templates)
    {
        if (templates.ReadRequired(section, Key) is not { } text)
            return null;

        if ((HeadFault(section, templates) ?? UrlText.FaultOf(text)) is not { } fault)
        {
            var url = new Uri(text);
            if (PublicHost.IsReachedWithoutTls(url))
                section.Warn(Key, "is an http address, so everyone on the way can read the credentials and the token");
            return new TokenEndpoint(url, MayBeSecret(section) ? null : url.Host);
        }

        section.Fault(Key, fault);
        return null;
    }

    private static string? HeadFault(SettingSection section, TemplateReader templates)
    {
        var source = section.String(Key)!;
        if (UrlText.FaultOfSplit(source) is { } split)
            return split;

        var end = UrlText.HeadEnd(source);
        var head = templates.Parse(source[..end], section.Path.Under(Key), section.Faults, Key, Escaping.None);
        return head is { FixedText: null } && templates.Fill(section, Key, head) is { } text
            ? UrlText.FaultOfHead(source[..end], text.TrimEnd('/'), source[end..])
            : null;
    }

    // If any part of the address comes from a secret, so may its host.
    private static bool MayBeSecret(SettingSection section) =>
        section.IsFromSettings(Key)
        || section.String(Key)!.Contains(TemplateVariables.Secrets, StringComparison.OrdinalIgnoreCase);
}
