using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using RelayFunctions.Gateways.Masking;

namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// Names of headers and query parameters whose values are probably credentials. Credentials do not belong in the
/// catalogue's file, but some will be there, and senders of messages must not see them.
/// </summary>
internal static partial class CredentialNames
{
    /// <summary>Whether a name is that of a credential.</summary>
    public static bool Contains(string name) => Pattern().IsMatch(name);

    /// <summary>
    /// Returns the values of a request's headers and query that have such names; of <c>Authorization</c> what follows
    /// the scheme, and the password of Basic.
    /// </summary>
    public static IEnumerable<string> ValuesIn(RequestDraft request)
    {
        foreach (var (name, value) in request.Headers.Where(header => Contains(header.Key)))
        {
            var isAuthorization = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            var credential = isAuthorization ? value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..] : value;
            yield return credential;
            if (isAuthorization && value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
                yield return PasswordOf(credential);
        }

        var query = HttpUtility.ParseQueryString(request.Url.Query);
        foreach (var name in query.AllKeys.OfType<string>().Where(Contains))
        {
            foreach (var value in query.GetValues(name) ?? [])
                yield return value;
        }
    }

    public static void Mask(RequestDraft request)
    {
        foreach (var (name, _) in request.Headers.Where(header => Pattern().IsMatch(header.Key)).ToArray())
            request.SetHeader(name, SecretMask.Text);
        request.MaskQuery(Pattern().IsMatch);
    }

    private static string PasswordOf(string basic)
    {
        var bytes = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1]
            : "";
    }

    [GeneratedRegex(
        "(key|token|secret|password|passwd|auth|authorization|cookie|credential|signature|sig)$|^(code|pwd)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
