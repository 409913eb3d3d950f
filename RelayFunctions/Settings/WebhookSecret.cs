using StandardWebhooks;

namespace RelayFunctions.Settings;

/// <summary>Reads a secret of Standard Webhooks.</summary>
internal static class WebhookSecret
{
    /// <summary>The fault of a text that <see cref="Parse"/> rejects.</summary>
    public const string Fault = $"is not a secret of Standard Webhooks: base64, with or without {Prefix} before it";

    private const string Prefix = "whsec_";

    /// <summary>Returns the signer with the secret; null where there is none, or it is not valid.</summary>
    public static StandardWebhook? Parse(string? secret)
    {
        try
        {
            return secret is null or Prefix ? null : new StandardWebhook(secret);
        }
        catch (FormatException)
        {
            // The library's own message could repeat the secret.
            return null;
        }
    }
}
