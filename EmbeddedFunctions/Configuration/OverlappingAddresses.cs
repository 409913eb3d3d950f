using System.Net;
using Microsoft.AspNetCore.Http;

namespace EmbeddedFunctions.Configuration;

/// <summary>
/// Finds addresses that Kestrel can't listen on beside each other. The system's error for them says that the address is
/// in use, as if by another process.
/// </summary>
internal static class OverlappingAddresses
{
    /// <summary>Returns what is wrong with an address; null if it overlaps none of the others for certain.</summary>
    /// <param name="url">The address.</param>
    /// <param name="others">The addresses before it, with their settings.</param>
    public static string? FaultOf(string url, IReadOnlyList<(string Setting, string Url)> others)
    {
        var address = BindingAddress.Parse(url);
        foreach (var (setting, other) in others)
        {
            if (Overlap(address, BindingAddress.Parse(other)))
            {
                return url == other
                    ? "it is specified twice"
                    : $"it overlaps '{other}' of {setting}, and both have the same port";
            }
        }

        return null;
    }

    private static bool Overlap(BindingAddress one, BindingAddress other)
    {
        if (one.IsUnixPipe || other.IsUnixPipe)
            return one.IsUnixPipe && other.IsUnixPipe && one.UnixPipePath == other.UnixPipePath;

        // The system chooses a free port for port 0.
        return !one.IsNamedPipe && !other.IsNamedPipe && one.Port == other.Port && one.Port != 0
            && AddressesOf(one.Host).Any(address => AddressesOf(other.Host).Any(second => Overlap(address, second)));
    }

    // As Kestrel reads hosts: any other name stands for every address of the machine.
    private static IPAddress[] AddressesOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host, out var address) ? [address]
        : [IPAddress.IPv6Any];

    // A socket for every address of IPv6 is one for every address of IPv4 too. Only Linux keeps a process from
    // listening on an address and on all at once.
    private static bool Overlap(IPAddress one, IPAddress other) =>
        one.Equals(other) || (OperatingSystem.IsLinux() && (Includes(one, other) || Includes(other, one)));

    private static bool Includes(IPAddress all, IPAddress address) => all.Equals(IPAddress.IPv6Any)
        || (all.Equals(IPAddress.Any) && address.AddressFamily == all.AddressFamily);
}
