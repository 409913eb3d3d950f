using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Sections;
using StandardWebhooks;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>auth.standardWebhooks</c>.</summary>
internal static class StandardWebhooksReader
{
    private const string Prefix = "whsec_";
    private const string Secret = "secret";
    private const string Previous = "previousSecret";

    public static StandardWebhooksAuth Read(SettingSection section, TemplateReader templates)
    {
        StandardWebhook?[] signers =
        [
            Signer(section, Secret, templates.ReadRequired(section, Secret)),
            Signer(section, Previous, templates.ReadOptional(section, Previous)),
        ];
        section.RejectUnknownKeys();
        return new StandardWebhooksAuth([.. signers.OfType<StandardWebhook>()]);
    }

    private static StandardWebhook? Signer(SettingSection section, string key, string? secret)
    {
        if (secret is null)
            return null;

        try
        {
            if (secret != Prefix)
                return new StandardWebhook(secret);
        }
        catch (FormatException)
        {
            // The library's own message could repeat it.
        }

        section.Fault(key, $"is no secret of Standard Webhooks: base64, with or without {Prefix} before it");
        return null;
    }
}
