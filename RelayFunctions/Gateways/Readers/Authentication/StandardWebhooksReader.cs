using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using StandardWebhooks;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.standardWebhooks</c>.</summary>
internal static class StandardWebhooksReader
{
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
        var signer = WebhookSecret.Parse(secret);
        if (signer is null && secret is not null)
            section.Fault(key, WebhookSecret.Fault);
        return signer;
    }
}
