using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Reads a gateway's <c>auth</c>: one kind, whose values hold settings and secrets alone.</summary>
internal static class AuthReader
{
    private const string Key = "auth";

    private static readonly string[] Kinds = ["bearer", "basic", "header", "query"];

    public static FieldAuth? Read(SettingSection gateway, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        FieldAuth? auth = section.OneOf(Kinds) switch
        {
            "bearer" => Header(section, "bearer", templates.ReadFixed(section, "bearer")) is { } token ? FieldAuth.Bearer(token) : null,
            "basic" => Basic(section, templates),
            "header" => Pair(section, "header", templates) is var (name, value)
                && Header(section, "header", value) is not null ? FieldAuth.Header(name, value) : null,
            "query" => Pair(section, "query", templates) is var (name, value) ? FieldAuth.Query(name, value) : null,
            _ => null,
        };
        section.RefuseTheRest();
        return auth;
    }

    private static FieldAuth? Basic(SettingSection auth, TemplateReader templates)
    {
        if (auth.Section("basic") is not { } section)
            return null;

        var user = Required(section, "user", templates);
        var password = Required(section, "password", templates);
        if (user?.Contains(':', StringComparison.Ordinal) == true)
            section.Fault("user", "must not hold a colon (RFC 7617)");
        section.RefuseTheRest();
        return user is null || password is null ? null : FieldAuth.Basic(user, password);
    }

    private static (string Name, string Value)? Pair(SettingSection auth, string kind, TemplateReader templates)
    {
        if (auth.Section(kind) is not { } section)
            return null;

        var name = Required(section, "name", templates);
        var value = Required(section, "value", templates);
        if (kind == "header" && name is not null && HeaderRule.FaultOf(name) is { } fault)
            section.Fault("name", fault);
        section.RefuseTheRest();
        return name is null || value is null ? null : (name, value);
    }

    private static string? Required(SettingSection section, string key, TemplateReader templates)
    {
        if (!section.Has(key))
            section.Fault(key, "is missing");
        return templates.ReadFixed(section, key);
    }

    private static string? Header(SettingSection section, string key, string? value)
    {
        if (value is null || PrintableAscii.IsAll(value))
            return value;

        section.Fault(key, "must be printable ASCII");
        return null;
    }
}
