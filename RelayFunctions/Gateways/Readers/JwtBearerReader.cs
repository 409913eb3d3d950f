using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>auth.jwtBearer</c>.</summary>
internal static class JwtBearerReader
{
    private const string PrivateKey = "privateKey";

    public static OAuth2Auth? Read(SettingSection section, TemplateReader templates)
    {
        var url = TokenUrlReader.Read(section, templates);
        var issuer = templates.ReadRequired(section, "issuer");
        var audience = templates.ReadOptional(section, "audience") ?? url?.OriginalString;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal);
        if (templates.ReadOptional(section, "subject") is { } subject)
            claims["sub"] = subject;
        if (templates.ReadOptional(section, "scope") is { } scope)
            claims["scope"] = scope;
        var keyId = templates.ReadOptional(section, "keyId");
        var pem = templates.ReadRequired(section, PrivateKey);
        var key = pem is null ? null : RsaPrivateKey.Parse(pem, keyId);
        if (pem is not null && key is null)
            section.Fault(PrivateKey, RsaPrivateKey.Fault);
        section.RejectUnknownKeys();
        return url is null || issuer is null || key is null
            ? null
            : new OAuth2Auth(new JwtBearerRequest(url, audience!, issuer, claims, key));
    }
}
