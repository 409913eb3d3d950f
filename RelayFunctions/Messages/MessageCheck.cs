using System.Collections.ObjectModel;
using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Messages;

/// <summary>
/// Whether a gateway's format can carry a message, found out by filling it in: what can't be sent is refused while its
/// sender still listens.
/// </summary>
internal static class MessageCheck
{
    /// <summary>
    /// Checks a message that may go to any of some gateways. Each takes the parameters that it knows; one that none
    /// knows is a fault.
    /// </summary>
    public static void Run(IReadOnlyList<Gateway> gateways, AttemptRequest message, RequestFaults faults)
    {
        if (gateways is [var only])
        {
            Run(only, message, faults);
            return;
        }

        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        foreach (var name in given.Keys.Where(name => !gateways.Any(gateway => gateway.Parameters.Has(name))))
            faults.Add($"parameters.{name}", "is unknown; none of the gateways takes it.");
        foreach (var gateway in gateways)
        {
            var known = given.Where(parameter => gateway.Parameters.Has(parameter.Key)).ToDictionary(
                StringComparer.Ordinal);
            Run(gateway, message with { Parameters = known }, faults);
        }
    }

    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The message, as its first attempt would have it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Run(Gateway gateway, AttemptRequest message, RequestFaults faults)
    {
        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        foreach (var (field, fault) in gateway.Parameters.FaultsOf(given))
            faults.Add(field, fault);
        if (gateway.MessageLimit?.FaultOf(message.Message) is { } tooLong)
            faults.Add(TemplateVariables.Message, tooLong);
        if (faults.Any || gateway.Request.IsPlain)
            return;

        try
        {
            gateway.Request.Render(MessageScope.Create(gateway, message, message.AcceptedAt), RequestFormat.AnyAddress);
        }
        catch (RenderException exception)
        {
            foreach (var field in exception.Fields)
                faults.Add(field, $"does not fit the gateway: {exception.Message}.");
            if (exception.Fields.Count == 0)
                faults.Add("gateway", $"can't be asked: {exception.Message}.");
        }
    }
}
