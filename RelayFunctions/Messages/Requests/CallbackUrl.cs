using System.Net;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Values;

namespace RelayFunctions.Messages.Requests;

/// <summary>
/// The rules for a <c>callbackUrl</c>. Callers choose it, so it must name a public host and use TLS, unless
/// <c>Relay__CallbackNetwork</c> says otherwise. The addresses of a host name are checked when a connection is made.
/// </summary>
internal static class CallbackUrl
{
    public const string Field = "callbackUrl";

    private const int MaxLength = 2048;

    /// <summary>Returns what is wrong with an address under the current settings; null for a valid one.</summary>
    public static string? FaultOf(string text, RelayOptions options) =>
        options.CallbackSigners.Count == 0 ? "can't be signed: set Relay__CallbackSecret"
        : text.Length > MaxLength ? $"must be at most {MaxLength} characters long"
        : UrlText.FaultOf(text) is { } fault ? fault
        : options.CallbackNetwork == GatewayNetwork.Public ? FaultOfPublic(new Uri(text))
        : IsAddress(new Uri(text), MetadataAddresses.Contains)
            ? "must not be a link-local address or one of a cloud's own services"
        : null;

    /// <summary>Reports the fault of a message's address, if it has one.</summary>
    public static void Check(MessageRequest request, RelayOptions options, RequestFaults faults)
    {
        if (request.CallbackUrl is { } text && FaultOf(text, options) is { } fault)
            faults.Add(Field, $"{fault}.");
    }

    private static string? FaultOfPublic(Uri url) =>
        url.Scheme != Uri.UriSchemeHttps ? "must be an https address"
        : LocalHost.Is(url.IdnHost) || IsAddress(url, PrivateAddresses.Contains) ? "must not be a private address"
        : null;

    private static bool IsAddress(Uri url, Func<IPAddress, bool> isOne) =>
        IPAddress.TryParse(url.IdnHost, out var address) && isOne(address);
}
