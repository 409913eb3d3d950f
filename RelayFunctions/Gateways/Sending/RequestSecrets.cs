using System.Text;
using System.Web;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Tokens;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// The texts that are masked where a gateway repeats its request: the gateway's secrets, and the credentials that are
/// in no setting, since the request was signed with them or they are written in the catalogue's file.
/// </summary>
internal static class RequestSecrets
{
    private const string Basic = "Basic ";

    /// <summary>Returns the texts in the forms that <see cref="SecretText.Mask"/> takes.</summary>
    public static IEnumerable<string> Of(Gateway gateway, RequestDraft draft, AccessToken? token) =>
        gateway.SecretTexts.Concat(
            CredentialsIn(draft).Append(token?.Value ?? "").SelectMany(SecretText.FormsOf));

    private static IEnumerable<string> CredentialsIn(RequestDraft draft)
    {
        foreach (var (name, value) in draft.Headers.Where(header => CredentialNames.Contains(header.Key)))
        {
            // Authorization begins with a scheme, as in Bearer TOKEN.
            var isAuthorization = name.Equals(AuthorizationHeader.Name, StringComparison.OrdinalIgnoreCase);
            yield return isAuthorization ? value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..] : value;
            if (value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
                yield return PasswordOf(value[Basic.Length..]);
        }

        var query = HttpUtility.ParseQueryString(draft.Url.Query);
        foreach (var value in query.AllKeys.OfType<string>()
            .Where(CredentialNames.Contains)
            .SelectMany(name => query.GetValues(name) ?? []))
        {
            yield return value;
        }
    }

    private static string PasswordOf(string basic)
    {
        var bytes = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1]
            : "";
    }
}
