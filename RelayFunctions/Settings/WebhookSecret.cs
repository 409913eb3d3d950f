using StandardWebhooks;

namespace RelayFunctions.Settings;

/// <summary>Reads a secret of Standard Webhooks.</summary>
internal static class WebhookSecret
{
    /// <summary>The fault of a text that <see cref="Parse"/> rejects.</summary>
    public const string Fault = $"is not a secret of Standard Webhooks: base64, with or without {Prefix} before it";

    private const string Prefix = "whsec_";

    /// <summary>Returns the signer with the secret; null if there is none, or it is not valid.</summary>
    /// <param name="secret">The text.</param>
    /// <param name="minBytes">The minimum length of the decoded secret, in bytes.</param>
    public static StandardWebhook? Parse(string? secret, int minBytes = 1)
    {
        if (secret is null)
            return null;

        var base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length >= minBytes
            ? new StandardWebhook(secret)
            : null;
    }
}
