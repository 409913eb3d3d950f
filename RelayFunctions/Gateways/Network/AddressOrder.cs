using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>The order in which a host's addresses are tried.</summary>
internal static class AddressOrder
{
    /// <summary>
    /// Alternates the address families (RFC 8305, section 4) and keeps the system's order within each.
    /// </summary>
    public static IEnumerable<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses) => addresses
        .Distinct()
        .GroupBy(address => address.AddressFamily)
        .SelectMany((family, at) => family.Select((address, rank) => (Rank: rank, Family: at, Address: address)))
        .OrderBy(entry => entry.Rank).ThenBy(entry => entry.Family)
        .Select(entry => entry.Address);
}
