using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Messages.Notifying;

/// <summary>Finds the gateways of messages and notifications in the current catalogue and settings.</summary>
public sealed class MessageGateways(CatalogueMonitor catalogue, RelayOptions options)
{
    /// <summary>The receiver is gone permanently (Standard Webhooks).</summary>
    private const int Gone = 410;

    /// <summary>The names of the catalogue's gateways.</summary>
    public IReadOnlyList<string> Names => catalogue.Current.Names;

    /// <summary>The gateway of an attempt; null, with the reason, if there is none.</summary>
    public Gateway? Find(AttemptRequest request, out string? refusal) =>
        Find(request.Gateway, request.IsNotification, request.CallbackUrl, out refusal);

    /// <summary>The gateway of a message; null, with the reason, if there is none.</summary>
    /// <param name="name">The gateway's name.</param>
    /// <param name="isNotification">Whether the message is a notification.</param>
    /// <param name="callbackUrl">
    /// The URL that a notification is sent to; null if it goes through a gateway of the catalogue.
    /// </param>
    /// <param name="refusal">Why there is none.</param>
    public Gateway? Find(string name, bool isNotification, string? callbackUrl, out string? refusal)
    {
        if (isNotification && callbackUrl is not null)
        {
            refusal = CallbackUrl.FaultOf(callbackUrl, options) is { } fault ? $"{CallbackUrl.Field} {fault}" : null;
            return refusal is null ? Callback(new Uri(callbackUrl)) : null;
        }

        var gateway = catalogue.Current.Find(name);
        refusal = gateway is null ? $"the catalogue has no gateway {name} any more" : null;
        return isNotification && gateway is not null ? Notified(gateway) : gateway;
    }

    // Each host has its own limits, so that a host that hangs or refuses requests does not delay others.
    private Gateway Callback(Uri url) => new()
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

    // The gateway's own limit on messages would cut the JSON.
    private static Gateway Notified(Gateway gateway) => gateway with
    {
        Request = gateway.Request.Body is PlainBody ? gateway.Request.WithBody(JsonTextBody.Instance) : gateway.Request,
        MessageLimit = null,
    };
}
