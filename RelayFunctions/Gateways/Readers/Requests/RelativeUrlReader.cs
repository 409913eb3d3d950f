using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads a relative <c>url</c>: relative to a base, or to the app itself for demonstration gateways.</summary>
/// <param name="baseUrl">The base; null for the app's own address.</param>
/// <param name="canUseOwnAddress">Whether a url may be relative to the app itself.</param>
internal sealed partial class RelativeUrlReader(Uri? baseUrl, bool canUseOwnAddress)
{
    /// <summary>
    /// Returns what precedes a relative url: the base, or nothing for the app itself; null, with a fault, if it is not
    /// valid.
    /// </summary>
    public string? Start(string text, SettingSection gateway)
    {
        if (!UrlText.IsPlainPath(text) || !Uri.TryCreate(text, UriKind.Relative, out _))
        {
            gateway.Fault(
                UrlReader.Key,
                "a relative url must be a plain path: no leading slash, no colon, no dot segments, no fragment");
        }
        else if (baseUrl is not null)
        {
            return baseUrl.AbsoluteUri;
        }
        // No path of the app itself contains a dot.
        else if (text.Split('/', '?')[0].Contains('.', StringComparison.Ordinal))
        {
            gateway.Fault(UrlReader.Key, "looks like an address without its scheme: put https:// in front");
        }
        else if (canUseOwnAddress)
        {
            if (!DemonstrationPath().IsMatch(text.Split('?')[0]))
            {
                gateway.Faults.Warn(
                    gateway.Path.Under(UrlReader.Key),
                    "is relative to Relay itself, which has no such gateway: set Relay__GatewayBaseUrl, or give an "
                    + "absolute url");
            }
            return "";
        }
        else
        {
            gateway.Fault(
                UrlReader.Key,
                "is relative to the app itself, whose demonstration gateways are off: set Relay__GatewayBaseUrl, "
                + "give an absolute url, or set Relay__DemoGateways to true");
        }

        return null;
    }

    // gateway_1 and gateway_2 take messages; any other number shows a message that fails.
    [GeneratedRegex(@"^gateway_[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DemonstrationPath();
}
