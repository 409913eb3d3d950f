using System.Collections.ObjectModel;
using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Checking;

/// <summary>
/// Checks whether a gateway's format can carry a message by rendering it, so that a message that can't be sent is
/// rejected while its sender still waits.
/// </summary>
internal static class MessageCheck
{
    /// <summary>
    /// Checks a message that may go to any of several gateways. Each takes the parameters that it knows; a parameter
    /// that none of them knows is a fault.
    /// </summary>
    public static void Run(IReadOnlyList<Gateway> gateways, AttemptRequest message, RequestFaults faults)
    {
        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        var parts = ParameterSet.Divide([.. gateways.Select(gateway => gateway.Parameters)], given, faults.Add);
        foreach (var (gateway, part) in gateways.Zip(parts))
            Run(gateway, gateways.Count > 1, message with { Parameters = part }, faults);
    }

    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The message, as its first attempt would have it.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void Run(Gateway gateway, AttemptRequest message, RequestFaults faults) =>
        Run(gateway, isOneOfSeveral: false, message, faults);

    private static void Run(Gateway gateway, bool isOneOfSeveral, AttemptRequest message, RequestFaults faults)
    {
        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        // The caller must know which gateway to leave out or to satisfy.
        var gatewayName = isOneOfSeveral ? $" (gateway '{gateway.Name}')" : "";
        foreach (var (field, fault) in gateway.Parameters.FaultsOf(given))
            faults.Add(field, $"{fault.TrimEnd('.')}{gatewayName}.");
        if (gateway.MessageLimit?.FaultOf(message.Message) is { } tooLong)
            faults.Add(TemplateVariables.Message, $"{tooLong}{(isOneOfSeveral ? gatewayName : " for this gateway")}.");
        if (faults.HasAny || gateway.Request.IsPlain)
            return;

        try
        {
            for (var number = 1; number <= (gateway.ReadsAttempt ? gateway.Retry.Attempts : 1); number++)
                Render(gateway, message with { Number = number });
        }
        catch (RenderException exception)
        {
            var unfit = UnfitFields.Of(exception, gateway.Parameters, message.Message, given);
            foreach (var (field, fault) in unfit)
                faults.Add(field, $"{fault}: {exception.Message}{gatewayName}.");
        }
    }

    private static void Render(Gateway gateway, AttemptRequest message)
    {
        var draft = gateway.Request.Render(
            MessageScope.Create(gateway, message, message.AcceptedAt), RequestFormat.AnyAddress);
        if (gateway.Request.Auth is { DependsOnMessage: true } auth)
            auth.Sign(draft, new SigningContext(message.Id, message.AcceptedAt));
    }
}
