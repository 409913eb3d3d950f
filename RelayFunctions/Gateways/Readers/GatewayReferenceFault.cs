using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>A value of the catalogue that should name one of its gateways. A gateway's name is not a secret.</summary>
internal static class GatewayReferenceFault
{
    /// <param name="name">The name that no gateway has.</param>
    /// <param name="names">The existing names.</param>
    public static string Of(string name, IEnumerable<string> names) =>
        $"'{FaultList.Shown(name)}' is not a gateway of the catalogue{NearestName.Question(name, names)}";
}
