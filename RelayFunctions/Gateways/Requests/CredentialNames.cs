using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// Names of headers and query parameters whose values are probably credentials. Credentials do not belong in the
/// catalogue's file, but some will be there, and senders of messages must not see them.
/// </summary>
internal static partial class CredentialNames
{
    /// <summary>Whether a name is that of a credential.</summary>
    public static bool Contains(string name) => Pattern().IsMatch(name);

    public static void Mask(RequestDraft request)
    {
        foreach (var (name, _) in request.Headers.Where(header => Pattern().IsMatch(header.Key)).ToArray())
            request.SetHeader(name, GatewayValues.Mask);
        request.MaskQuery(Pattern().IsMatch);
    }

    [GeneratedRegex(
        "(key|token|secret|password|passwd|auth|authorization|cookie|credential|signature|sig)$|^(code|pwd)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
