using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads a gateway's <c>notify</c>: the name of another gateway that signs notifications.</summary>
internal static class NotifyReader
{
    public const string Key = "notify";

    /// <summary>Checks each, once all gateways are known.</summary>
    public static void Check(IReadOnlyList<Gateway> gateways, FaultList faults)
    {
        foreach (var gateway in gateways.Where(gateway => gateway.Notify is not null))
        {
            // A gateway with faults of its own may be missing among them.
            if (!faults.HasAny(new SettingPath(gateway.Notify!))
                && FaultOf(gateway, gateways) is { } fault)
            {
                faults.Add(new SettingPath(gateway.Name).Under(Key), fault);
            }
        }
    }

    private static string? FaultOf(Gateway gateway, IReadOnlyList<Gateway> gateways) =>
        gateways.FirstOrDefault(other => other.Name == gateway.Notify) is { } told
            ? FaultOf(gateway, told)
            : GatewayReferenceFault.Of(gateway.Notify!, gateways.Select(other => other.Name));

    private static string? FaultOf(Gateway gateway, Gateway told) =>
        told.Name == gateway.Name ? "must be the name of another gateway"
        : told.Request.Auth is not StandardWebhooksAuth
            ? "must be a gateway that signs: give it auth.standardWebhooks"
        : told.Request.Body is null ? "must be a gateway whose requests have a body"
        : told.Parameters.All.Any(parameter => parameter.IsNeeded) ? "must be a gateway without required parameters"
        : null;
}
