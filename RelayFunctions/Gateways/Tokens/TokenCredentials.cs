using System.Text;
using System.Web;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Tokens;

/// <summary>
/// The credentials in a request for a token: the client's secret and the refresh token, which may be written in the
/// catalogue's file, and a signed JWT. They are masked in the server's words.
/// </summary>
internal static class TokenCredentials
{
    private static readonly string[] Fields = ["client_secret", "refresh_token", "assertion"];

    /// <summary>Returns the forms in which a response could repeat them, once they are enumerated.</summary>
    public static IEnumerable<string> FormsIn(HttpRequestMessage request)
    {
        var basic = request.Headers.Authorization?.Parameter;
        var form = HttpUtility.ParseQueryString(Encoding.ASCII.GetString(request.Content!.ToBytes()));
        foreach (var credential in Fields.Select(field => form[field]).Append(basic).Append(SecretIn(basic)))
        {
            foreach (var text in SecretText.FormsOf(credential ?? ""))
                yield return text;
        }
    }

    // As ClientTokenRequest writes it.
    private static string? SecretIn(string? basic) => basic is null
        ? null
        : HttpUtility.UrlDecode(Encoding.ASCII.GetString(Convert.FromBase64String(basic)).Split(':')[1]);
}
