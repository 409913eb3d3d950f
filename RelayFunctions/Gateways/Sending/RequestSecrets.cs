using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Tokens;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// The texts that are masked where a gateway repeats its request: the gateway's secrets, and the credentials that are
/// in no setting, since the request was signed with them or they are written in the catalogue's file.
/// </summary>
internal static class RequestSecrets
{
    /// <summary>Returns the texts in the forms that <see cref="SecretText.Mask"/> takes.</summary>
    public static IEnumerable<string> Of(Gateway gateway, RequestDraft draft, AccessToken? token) =>
        gateway.SecretTexts.Concat(
            CredentialNames.ValuesIn(draft).Append(token?.Value ?? "").SelectMany(SecretText.FormsOf));
}
