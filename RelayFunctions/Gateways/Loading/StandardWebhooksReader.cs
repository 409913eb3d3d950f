using RelayFunctions.Gateways.Auth;
using StandardWebhooks;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Reads <c>auth.standardWebhooks</c>.</summary>
internal static class StandardWebhooksReader
{
    private const string Prefix = "whsec_";
    private const string Previous = "previousSecret";

    public static StandardWebhooksAuth Read(SettingSection section, TemplateReader templates)
    {
        var signers = new List<StandardWebhook?> { Signer(section, "secret", templates) };
        if (section.Has(Previous))
            signers.Add(Signer(section, Previous, templates));
        section.RefuseTheRest();
        return new StandardWebhooksAuth([.. signers.OfType<StandardWebhook>()]);
    }

    private static StandardWebhook? Signer(SettingSection section, string key, TemplateReader templates)
    {
        if (templates.ReadRequired(section, key) is not { } secret)
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
