using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads the claims and the key of JWTs, which <c>auth.jwt</c> and <c>auth.jwtBearer</c> share.</summary>
internal static class JwtFormatReader
{
    private const string PrivateKeyKey = "privateKey";

    /// <param name="section">The kind of authentication.</param>
    /// <param name="templates">Reads its texts.</param>
    /// <param name="lifetime">How long a JWT is valid; null for no expiry.</param>
    /// <param name="defaultAudience">The audience of the JWTs if the section names none.</param>
    /// <param name="expiryHint">The end of the fault of the claim <c>exp</c>, as in <c>: use lifetime</c>.</param>
    public static JwtFormat? Read(
        SettingSection section,
        TemplateReader templates,
        TimeSpan? lifetime,
        string? defaultAudience,
        string expiryHint)
    {
        var issuer = templates.ReadRequired(section, "issuer");
        var audience = templates.ReadOptional(section, "audience") ?? defaultAudience;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal);
        if (templates.ReadOptional(section, "subject") is { } subject)
            claims["sub"] = subject;
        if (templates.ReadOptional(section, "scope") is { } scope)
            claims["scope"] = scope;
        foreach (var (name, value) in ClaimReader.Read(section, templates, expiryHint))
            claims.TryAdd(name, value);
        var keyId = templates.ReadOptional(section, "keyId");
        var pem = templates.ReadRequired(section, PrivateKeyKey);
        var key = pem is null ? null : PrivateKey.Parse(pem, keyId);
        if (pem is not null && key is null)
            section.Fault(PrivateKeyKey, PrivateKey.FaultOf(pem));
        return issuer is null || key is null ? null : new JwtFormat(issuer, audience, claims, lifetime, key);
    }
}
