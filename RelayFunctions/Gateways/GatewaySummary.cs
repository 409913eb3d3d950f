using RelayFunctions.Gateways.Parameters;

namespace RelayFunctions.Gateways;

/// <summary>A gateway as its callers see it, without address and format, which contain secrets.</summary>
/// <param name="Name">The name that a request gives.</param>
/// <param name="Preset">The preset that it is based on; null for none.</param>
/// <param name="Parameters">The parameters that a message may have.</param>
internal sealed record GatewaySummary(string Name, string? Preset, IReadOnlyList<Parameter> Parameters)
{
    public static GatewaySummary Of(Gateway gateway) => new(gateway.Name, gateway.Preset, gateway.Parameters.All);
}
