using RelayFunctions.Gateways;
using RelayFunctions.Messages.Checking;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Routing;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Checks a new message against the catalogue and the settings, before it is stored.</summary>
internal sealed class NewMessageCheck(MessageGateways gateways, RelayOptions options)
{
    /// <summary>Returns the gateways of the message, in their order; without meaning if there are faults.</summary>
    /// <param name="request">The request.</param>
    /// <param name="message">The message that the request becomes.</param>
    /// <param name="faults">Receives what can't be sent.</param>
    public IReadOnlyList<Gateway> Run(MessageRequest request, NewMessage message, RequestFaults faults)
    {
        DeliveryTimes.Check(request, message.AcceptedAt, options.Retention, faults);
        CallbackUrl.Check(request, options, faults);
        return Resolve(request, message, faults);
    }

    private List<Gateway> Resolve(MessageRequest request, NewMessage message, RequestFaults faults)
    {
        var isNotification = message.NotificationOf is not null;
        var found = new List<Gateway>();
        var unknown = new List<string>();
        foreach (var name in request.Gateways)
        {
            if (gateways.TryFind(name, isNotification, request.CallbackUrl, out var gateway, out _))
                found.Add(gateway);
            else
                unknown.Add(name);
        }

        if (unknown.Count > 0)
            faults.Add("gateway", UnknownGatewayFault.Of(unknown, gateways.Names));
        else if (!isNotification)
            MessageCheck.Run(found, request.ToFirstAttempt(message.Id, message.AcceptedAt), faults);
        return found;
    }
}
