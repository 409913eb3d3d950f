using System.Diagnostics.CodeAnalysis;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Routing;

/// <summary>Finds the gateways of messages and notifications in the current catalogue and settings.</summary>
public sealed class MessageGateways(CatalogueMonitor catalogue, RelayOptions options)
{
    /// <summary>The receiver is gone permanently (Standard Webhooks).</summary>
    private const int Gone = 410;

    /// <summary>The names of the catalogue's gateways.</summary>
    public IReadOnlyList<string> Names => catalogue.Current.Names;

    /// <summary>Finds the gateway of an attempt to send a message that was accepted.</summary>
    /// <param name="request">The attempt.</param>
    /// <param name="gateway">The gateway, if there is one.</param>
    /// <param name="refusal">Why there is none; empty if there is one.</param>
    public bool TryFind(AttemptRequest request, [NotNullWhen(true)] out Gateway? gateway, out string refusal) =>
        TryFind(
            request.IsNotification,
            request.CallbackUrl,
            request.Gateway,
            catalogue.Current.FindAccepted(request.Gateway),
            out gateway,
            out refusal);

    /// <summary>Finds the gateway of a message.</summary>
    /// <param name="name">The gateway's name.</param>
    /// <param name="isNotification">Whether the message is a notification.</param>
    /// <param name="callbackUrl">
    /// The URL that a notification is sent to; null if it goes through a gateway of the catalogue.
    /// </param>
    /// <param name="gateway">The gateway, if there is one.</param>
    /// <param name="refusal">Why there is none; empty if there is one.</param>
    public bool TryFind(
        string name,
        bool isNotification,
        string? callbackUrl,
        [NotNullWhen(true)] out Gateway? gateway,
        out string refusal) =>
        TryFind(isNotification, callbackUrl, name, catalogue.Current.Find(name), out gateway, out refusal);

    private bool TryFind(
        bool isNotification,
        string? callbackUrl,
        string name,
        Gateway? named,
        [NotNullWhen(true)] out Gateway? gateway,
        out string refusal)
    {
        (gateway, refusal) = isNotification && callbackUrl is not null
            ? OfCallback(callbackUrl)
            : named is not null
                ? (isNotification ? Notified(named) : named, "")
                : (null, $"the catalogue has no gateway {name} any more");
        return gateway is not null;
    }

    private (Gateway? Gateway, string Refusal) OfCallback(string url) =>
        CallbackUrl.FaultOf(url, options) is { } fault
            ? (null, $"{CallbackUrl.Field} {fault}")
            : (Callback(new Uri(url)), "");

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
