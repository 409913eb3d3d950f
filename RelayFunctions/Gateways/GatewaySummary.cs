using RelayFunctions.Gateways.Parameters;

namespace RelayFunctions.Gateways;

/// <summary>
/// A gateway as its callers see it. Where it stands and how it is asked is no part of it: that holds secrets.
/// </summary>
/// <param name="Name">What a request calls it.</param>
/// <param name="Preset">The preset that it was made of; null for none.</param>
/// <param name="Parameters">What a request may carry beside its message.</param>
internal sealed record GatewaySummary(string Name, string? Preset, IReadOnlyList<Parameter> Parameters)
{
    public static GatewaySummary Of(Gateway gateway) => new(gateway.Name, gateway.Preset, gateway.Parameters.All);
}
