using System.Collections.ObjectModel;
using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Messages;

/// <summary>
/// Checks whether a gateway's format can carry a message by rendering it, so that a message that can't be sent is
/// refused while its sender still waits.
/// </summary>
internal static class MessageCheck
{
    private const string Parameters = $"{TemplateVariables.Parameters}.";

    /// <summary>
    /// Checks a message that may go to any of several gateways. Each takes the parameters that it knows; a parameter
    /// that none of them knows is a fault.
    /// </summary>
    public static void Run(IReadOnlyList<Gateway> gateways, AttemptRequest message, RequestFaults faults)
    {
        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        var parts = ParameterSet.Divide([.. gateways.Select(gateway => gateway.Parameters)], given, faults.Add);
        foreach (var (gateway, part) in gateways.Zip(parts))
            Run(gateway, message with { Parameters = part }, faults);
    }

    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The message, as its first attempt would have it.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void Run(Gateway gateway, AttemptRequest message, RequestFaults faults)
    {
        var given = message.Parameters ?? ReadOnlyDictionary<string, JsonElement>.Empty;
        foreach (var (field, fault) in gateway.Parameters.FaultsOf(given))
            faults.Add(field, fault);
        if (gateway.MessageLimit?.FaultOf(message.Message) is { } tooLong)
            faults.Add(TemplateVariables.Message, tooLong);
        if (faults.HasAny || gateway.Request.IsPlain)
            return;

        try
        {
            var draft = gateway.Request.Render(
                MessageScope.Create(gateway, message, message.AcceptedAt), RequestFormat.AnyAddress);
            if (gateway.Request.Auth is { DependsOnMessage: true } auth)
                auth.Sign(draft, new SigningContext(message.Id, message.AcceptedAt));
        }
        catch (RenderException exception)
        {
            // Missing parameters are reported only if no field of the request can be at fault.
            string[] fields = [.. exception.Fields.Where(field => IsSent(field, given))];
            foreach (var field in fields.Length > 0 ? fields : exception.Fields)
                faults.Add(field, $"does not fit the gateway: {exception.Message}.");
            if (exception.Fields.Count == 0)
                faults.Add("gateway", $"can't be used: {exception.Message}.");
        }
    }

    private static bool IsSent(string field, IReadOnlyDictionary<string, JsonElement> given) =>
        !field.StartsWith(Parameters, StringComparison.Ordinal) || given.ContainsKey(field[Parameters.Length..]);
}
