using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads the names of gateways that an alert has.</summary>
/// <param name="names">The names of all entries of the catalogue, those with faults too.</param>
internal sealed class GatewayNamesReader(IReadOnlyCollection<string> names)
{
    /// <summary>Reads the names at a key, with a fault for what is none.</summary>
    /// <param name="section">The alert.</param>
    /// <param name="key">The key.</param>
    /// <param name="isOneAllowed">Whether a single name is allowed in place of a list.</param>
    public List<string> Read(SettingSection section, string key, bool isOneAllowed)
    {
        var given = section.Any(key) switch
        {
            JsonArray list => list,
            { } one when isOneAllowed && one.GetValueKind() == JsonValueKind.String => [one.DeepClone()],
            _ => [],
        };
        var found = given.Where(name => name?.GetValueKind() == JsonValueKind.String).Select(
            name => name!.GetValue<string>()).ToList();
        if (given.Count == 0 || found.Count < given.Count)
        {
            section.Fault(
                key,
                isOneAllowed
                    ? "must be the name of a gateway, or a list of names"
                    : "must be a list of names of gateways");
        }
        else if (isOneAllowed && found.Count > DeliveryRules.MaxGateways)
        {
            section.Fault(key, $"must be 1 to {DeliveryRules.MaxGateways} names");
        }
        else if (found.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            section.Fault(key, $"has '{FaultList.Shown(twice)}' twice");
        }
        else if (found.Find(name => !names.Contains(name)) is { } unknown)
        {
            section.Fault(key, GatewayReferenceFault.Of(unknown, names));
        }
        return found;
    }
}
