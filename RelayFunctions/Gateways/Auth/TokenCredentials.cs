using System.Text;
using System.Web;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The credentials in a request for a token of OAuth 2.0, which may be written in the catalogue's file: the client's
/// secret, the refresh token, further fields that sound like credentials, and a signed JWT. They are masked in the
/// server's words.
/// </summary>
internal static class TokenCredentials
{
    private const string Assertion = "assertion";

    /// <summary>Returns the forms in which a response could repeat them, once they are enumerated.</summary>
    public static IEnumerable<string> FormsIn(HttpRequestMessage request)
    {
        var basic = request.Headers.Authorization?.Parameter;
        var form = HttpUtility.ParseQueryString(Encoding.ASCII.GetString(request.Content!.ToBytes()));
        var inForm = form.AllKeys.OfType<string>()
            .Where(name => name == Assertion || CredentialNames.Contains(name))
            .SelectMany(name => form.GetValues(name)!);
        foreach (var credential in inForm.Append(basic).Append(SecretIn(basic)))
        {
            foreach (var text in SecretText.FormsOf(credential ?? ""))
                yield return text;
        }
    }

    // Reverses what ClientTokenRequest writes: base64 of the id, a colon and the secret, each form-encoded.
    private static string? SecretIn(string? basic) => basic is null
        ? null
        : HttpUtility.UrlDecode(Encoding.ASCII.GetString(Convert.FromBase64String(basic)).Split(':')[1]);
}
