using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.jwt</c>.</summary>
internal static class JwtReader
{
    /// <summary>
    /// A JWT is renewed when half of its lifetime is left, and the clocks of others are seldom exact.
    /// </summary>
    private static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    public static JwtAuth? Read(SettingSection section, TemplateReader templates)
    {
        var lifetime = section.Duration("lifetime", MinLifetime, MaxLifetime);
        var jwt = JwtFormatReader.Read(
            section, templates, lifetime, defaultAudience: null, expiryHint: ": use lifetime");
        section.RejectUnknownKeys();
        return jwt is null ? null : new JwtAuth(jwt);
    }
}
