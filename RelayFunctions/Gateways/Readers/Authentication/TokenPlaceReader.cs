using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>tokenIn</c>: the header or the query parameter that carries a token.</summary>
internal static class TokenPlaceReader
{
    private const string Header = "header";
    private const string Prefix = "prefix";
    private const string Query = "query";

    /// <summary>Returns what carries a token; by default the bearer token of <c>Authorization</c>.</summary>
    public static Func<string, FieldAuth> Read(SettingSection login, TemplateReader templates)
    {
        if (login.Section("tokenIn") is not { } section)
            return FieldAuth.Bearer;

        var prefix = PrefixOf(section, templates);
        Func<string, FieldAuth>? carry = section.OneOf([Header, Query]) switch
        {
            Header when HeaderName(section, templates) is { } name => token => FieldAuth.Header(name, prefix + token),
            Query when templates.ReadRequired(section, Query) is { } name => token => FieldAuth.Query(name, token),
            _ => null,
        };
        section.RejectUnknownKeys();
        return carry ?? FieldAuth.Bearer;
    }

    private static string? HeaderName(SettingSection section, TemplateReader templates)
    {
        var name = templates.ReadRequired(section, Header);
        if (name is not null && HeaderReader.FaultOf(name) is { } fault)
            section.Fault(Header, fault);
        return name;
    }

    private static string? PrefixOf(SettingSection section, TemplateReader templates)
    {
        var prefix = AuthReader.HeaderValue(section, Prefix, templates.ReadFixed(section, Prefix));
        if (prefix?.StartsWith(' ') == true)
            section.Fault(Prefix, "must not begin with a space");
        else if (prefix is not null && !section.Has(Header))
            section.Fault(Prefix, "is only for a header");
        return prefix;
    }
}
