using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>tokenUrl</c>, the token endpoint of OAuth 2.0.</summary>
internal static class TokenUrlReader
{
    private const string Key = "tokenUrl";

    public static Uri? Read(SettingSection section, TemplateReader templates)
    {
        if (templates.ReadRequired(section, Key) is not { } text)
            return null;

        if (UrlText.FaultOf(text) is not { } fault)
            return new Uri(text);

        section.Fault(Key, fault);
        return null;
    }
}
