using StandardWebhooks;

namespace RelayFunctions.Settings;

/// <summary>Reads the secrets that sign the requests to callback urls.</summary>
/// <param name="section">The name of the section that has them, for faults.</param>
/// <param name="text">Returns the text of a setting by its name; null if it is not set.</param>
/// <param name="fault">Receives the name of each invalid setting and its fault.</param>
internal sealed class CallbackSignersReader(string section, Func<string, string?> text, Action<string, string> fault)
{
    public const string Secret = "CallbackSecret";
    public const string PreviousSecret = "CallbackPreviousSecret";

    /// <summary>The minimum length of a secret by the specification of Standard Webhooks, in bytes.</summary>
    private const int MinSecretBytes = 24;

    /// <summary>Returns the current signer and, during a rotation, the previous one; empty if none is set.</summary>
    public StandardWebhook[] Read()
    {
        StandardWebhook?[] signers = [Signer(Secret), Signer(PreviousSecret)];
        if (signers is [null, _] && text(PreviousSecret) is not null)
            fault(PreviousSecret, $"requires {section}__{Secret}");
        return signers[0] is null ? [] : [.. signers.OfType<StandardWebhook>()];
    }

    private StandardWebhook? Signer(string name)
    {
        // Files and tools add a line break after a secret.
        var signer = WebhookSecret.Parse(text(name)?.Trim(), MinSecretBytes);
        if (signer is null && text(name) is not null)
            fault(name, $"{WebhookSecret.Fault}, of at least {MinSecretBytes} bytes");
        return signer;
    }
}
