using System.Diagnostics.CodeAnalysis;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;

namespace RelayFunctions.Messages.Routing;

/// <summary>Finds the gateways of messages and notifications in the current catalogue and settings.</summary>
public sealed class MessageGateways(CatalogueMonitor catalogue, RelayOptions options)
{
    private readonly NotificationGateways _notifications = new(options);

    /// <summary>The names of the catalogue's gateways.</summary>
    public IReadOnlyList<string> Names => catalogue.Current.Names;

    /// <summary>Finds the gateway of an attempt to send a message that was accepted.</summary>
    /// <param name="request">The attempt.</param>
    /// <param name="gateway">The gateway; null if none was found.</param>
    /// <param name="refusal">Why no gateway was found; empty if one was.</param>
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
    /// <param name="gateway">The gateway; null if none was found.</param>
    /// <param name="refusal">Why no gateway was found; empty if one was.</param>
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
            ? _notifications.ForCallback(callbackUrl)
            : named is not null
                ? (isNotification ? NotificationGateways.ForNotify(named) : named, "")
                : (null, $"the catalogue has no gateway {name} any more");
        return gateway is not null;
    }
}
