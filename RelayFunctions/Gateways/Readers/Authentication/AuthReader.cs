using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads a gateway's <c>auth</c>: one kind, whose values use only settings and secrets.</summary>
internal static class AuthReader
{
    private const string Key = "auth";
    private const string Bearer = "bearer";

    private static readonly Dictionary<string, Func<SettingSection, TemplateReader, RequestAuth?>> Kinds =
        new(StringComparer.Ordinal)
        {
            ["basic"] = Basic,
            ["header"] = Header,
            ["query"] = Query,
            ["hmac"] = HmacReader.Read,
            ["standardWebhooks"] = StandardWebhooksReader.Read,
            ["oauth2"] = OAuth2Reader.Read,
            ["login"] = LoginReader.Read,
            ["jwt"] = JwtReader.Read,
            ["jwtBearer"] = JwtBearerReader.Read,
            ["awsSigV4"] = AwsSigV4Reader.Read,
        };

    public static RequestAuth? Read(SettingSection gateway, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        RequestAuth? auth = section.OneOf([Bearer, .. Kinds.Keys]) switch
        {
            null => null,
            Bearer => BearerToken(section, templates),
            var kind => section.Section(kind) is { } inner ? Kinds[kind](inner, templates) : null,
        };
        section.RejectUnknownKeys();
        return auth;
    }

    private static FieldAuth? BearerToken(SettingSection section, TemplateReader templates)
    {
        if (HeaderValue(section, Bearer, templates.ReadRequired(section, Bearer)) is not { } token)
            return null;

        if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            section.Warn(Bearer, "begins with Bearer, which Relay adds itself, so the header has it twice");
        return FieldAuth.Bearer(token);
    }

    /// <summary>Returns the value; reports a fault if a header can't contain it.</summary>
    public static string? HeaderValue(SettingSection section, string key, string? value)
    {
        if (value is null || PrintableAscii.IsAll(value))
            return value;

        section.Fault(key, "must be printable ASCII");
        return null;
    }

    private static FieldAuth? Basic(SettingSection section, TemplateReader templates)
    {
        var user = templates.ReadRequired(section, "user", mayBeEmpty: true);
        var password = templates.ReadRequired(section, "password", mayBeEmpty: true);
        if (user?.Contains(':', StringComparison.Ordinal) == true)
            section.Fault("user", "must not contain a colon (RFC 7617)");
        section.RejectUnknownKeys();
        return user is null || password is null ? null : FieldAuth.Basic(user, password);
    }

    private static FieldAuth? Header(SettingSection section, TemplateReader templates)
    {
        var name = templates.ReadRequired(section, "name");
        var value = HeaderValue(section, "value", templates.ReadRequired(section, "value"));
        if (name is not null && HeaderReader.FaultOf(name) is { } fault)
            section.Fault("name", fault);
        section.RejectUnknownKeys();
        return name is null || value is null ? null : FieldAuth.Header(name, value);
    }

    private static FieldAuth? Query(SettingSection section, TemplateReader templates)
    {
        var name = templates.ReadRequired(section, "name");
        var value = templates.ReadRequired(section, "value");
        section.RejectUnknownKeys();
        return name is null || value is null ? null : FieldAuth.Query(name, value);
    }
}
