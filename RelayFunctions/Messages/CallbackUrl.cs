using System.Net;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers;

namespace RelayFunctions.Messages;

/// <summary>
/// What a <c>callbackUrl</c> may be. Callers choose it, so that it leads to public hosts alone and over TLS, unless
/// <c>Relay__CallbackNetwork</c> says otherwise. What a host's name leads to is judged when it is connected to.
/// </summary>
internal static class CallbackUrl
{
    public const string Field = "callbackUrl";

    /// <summary>
    /// What the gateway of such notifications is called. No gateway of a catalogue can be called that.
    /// </summary>
    public const string GatewayName = "callback-url";

    private const int MaxLength = 2048;

    /// <summary>What is wrong with an address under the present settings; null if nothing is.</summary>
    public static string? FaultOf(string text, RelayOptions options) =>
        options.CallbackSigners.Count == 0 ? "can't be signed: set Relay__CallbackSecret"
        : text.Length > MaxLength ? $"must be at most {MaxLength} characters long"
        : UrlReader.FaultOf(text) is { } fault ? fault
        : options.CallbackNetwork == GatewayNetwork.Public ? FaultOfPublic(new Uri(text))
        : null;

    /// <summary>Notes what is wrong with the address of a message.</summary>
    public static void Check(MessageRequest wanted, RelayOptions options, RequestFaults faults)
    {
        if (wanted.CallbackUrl is { } text && FaultOf(text, options) is { } fault)
            faults.Add(Field, $"{fault}.");
    }

    private static string? FaultOfPublic(Uri url) =>
        url.Scheme != Uri.UriSchemeHttps ? "must be an https address"
        : LocalHost.Is(url.IdnHost)
            || (IPAddress.TryParse(url.IdnHost, out var address) && PrivateAddresses.Contain(address))
            ? "must not lead to a private address"
        : null;
}
