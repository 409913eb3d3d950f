using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Routing;

/// <summary>
/// Creates the gateways that notifications are sent through: those of callback URLs, and those of the catalogue.
/// </summary>
internal sealed class NotificationGateways(RelayOptions options)
{
    /// <summary>The receiver is gone permanently (Standard Webhooks).</summary>
    private const int Gone = 410;

    /// <summary>
    /// Returns the gateway of a callback URL; null, with the reason, if the settings do not allow the URL.
    /// </summary>
    public (Gateway? Gateway, string Refusal) ForCallback(string url) =>
        CallbackUrl.FaultOf(url, options) is { } fault
            ? (null, $"{CallbackUrl.Field} {fault}")
            : (Create(new Uri(url)), "");

    /// <summary>
    /// Returns a gateway of the catalogue as it carries a notification: without a body of its own, it sends the JSON.
    /// </summary>
    public static Gateway ForNotify(Gateway gateway) => gateway with
    {
        Request = gateway.Request.Body is PlainBody ? gateway.Request.WithBody(JsonTextBody.Instance) : gateway.Request,
        // The gateway's own limit on messages would cut the JSON.
        MessageLimit = null,
    };

    // Each host has its own limits, so that a host that hangs or refuses requests does not delay others.
    private Gateway Create(Uri url) => new()
    {
        Name = $"{CallbackGateway.Name} {url.Authority}",
        Request = new RequestFormat(new UrlFormat(url) { IsSecret = true })
        {
            Body = JsonTextBody.Instance,
            Auth = options.CallbackSigners.Count == 0 ? null : new StandardWebhooksAuth(options.CallbackSigners),
        },
        Retry = new RetryPolicy { StopOn = [Gone] },
        Network = options.CallbackNetwork,
        IsFallback = true,
    };
}
