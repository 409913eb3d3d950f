using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.jwtBearer</c>.</summary>
internal static class JwtBearerReader
{
    /// <summary>A JWT is sent immediately, and some services accept a lifetime of at most three minutes.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["grant_type"] = $", to {JwtBearerRequest.GrantType}",
        ["assertion"] = ", to the JWT",
    };

    public static TokenAuth? Read(SettingSection section, TemplateReader templates)
    {
        var endpoint = TokenUrlReader.Read(section, templates);
        // Most services want the token endpoint as the audience.
        var jwt = JwtFormatReader.Read(section, templates, Lifetime, endpoint?.Url.OriginalString, expiryHint: "");
        var fields = TokenFieldReader.Read(section, templates, Reserved);
        section.RejectUnknownKeys();
        return endpoint is null || jwt is null
            ? null
            : new TokenAuth(new JwtBearerRequest(endpoint, jwt, fields), FieldAuth.Bearer);
    }
}
