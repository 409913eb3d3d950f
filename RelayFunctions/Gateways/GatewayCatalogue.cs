using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways;

/// <summary>The gateways that messages can be sent through. Immutable: a change makes another catalogue.</summary>
public sealed class GatewayCatalogue
{
    private readonly Dictionary<string, Gateway> _gateways;
    private readonly Uri? _fallback;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="gateways">The gateways; no two have the same name, even in another case.</param>
    /// <param name="fallback">
    /// The base address for unknown names, each of which has its own path; null to reject them.
    /// </param>
    public GatewayCatalogue(IEnumerable<Gateway> gateways, Uri? fallback = null)
    {
        _gateways = gateways.ToDictionary(gateway => gateway.Name, StringComparer.OrdinalIgnoreCase);
        _fallback = fallback;
        All = [.. _gateways.Values.OrderBy(gateway => gateway.Name, StringComparer.Ordinal)];
        Names = [.. All.Select(gateway => gateway.Name)];
    }

    /// <summary>The gateways, by name.</summary>
    public IReadOnlyList<Gateway> All { get; }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The alerts, by name.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    /// <summary>The hashes of all certificates from files.</summary>
    internal IEnumerable<string> Certificates => All.SelectMany(gateway => gateway.Connection.Thumbprints);

    /// <summary>
    /// Finds the gateway of a message that was accepted, even if the case of its name has changed since then; null if
    /// there is none.
    /// </summary>
    public Gateway? FindAccepted(string name) => _gateways.GetValueOrDefault(name) ?? Find(name);

    /// <summary>Finds the gateway of a name; null if there is none.</summary>
    public Gateway? Find(string name)
    {
        // A name in another case is a mistake: the base address would get it without the gateway's format and limits.
        if (_gateways.TryGetValue(name, out var gateway))
            return gateway.Name == name ? gateway : null;

        return _fallback is not null && GatewayName.IsValid(name)
            ? new Gateway
            {
                Name = name,
                Request = RequestFormat.Plain(new Uri(_fallback, name), UrlFormat.IsSecretBase(_fallback)),
                Network = GatewayNetwork.Private,
                IsFallback = true,
            }
            : null;
    }
}
