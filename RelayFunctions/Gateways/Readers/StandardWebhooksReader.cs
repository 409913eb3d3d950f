using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Sections;
using StandardWebhooks;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>auth.standardWebhooks</c>.</summary>
internal static class StandardWebhooksReader
{
    private const string Prefix = "whsec_";
    /// <summary>What is wrong with a text that is no secret.</summary>
    public const string Fault = $"is no secret of Standard Webhooks: base64, with or without {Prefix} before it";

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

    /// <summary>What signs with a secret; null where there is none, or it is no secret of Standard Webhooks.</summary>
    public static StandardWebhook? Parse(string? secret)
    {
        try
        {
            return secret is null or Prefix ? null : new StandardWebhook(secret);
        }
        catch (FormatException)
        {
            // The library's own message could repeat it.
            return null;
        }
    }

    private static StandardWebhook? Signer(SettingSection section, string key, string? secret)
    {
        var signer = Parse(secret);
        if (signer is null && secret is not null)
            section.Fault(key, Fault);
        return signer;
    }
}
