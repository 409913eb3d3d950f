using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>What all entries of the catalogue have in common.</summary>
internal static class CatalogueEntry
{
    /// <summary>Whether an entry has a valid name and is an object; if not, that is a fault.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="entry">The entry's value in the catalogue.</param>
    /// <param name="path">The entry's path in the catalogue.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <param name="values">The entry's keys.</param>
    public static bool IsObject(
        string name, JsonNode? entry, SettingPath path, FaultList faults, [NotNullWhen(true)] out JsonObject? values)
    {
        values = entry as JsonObject;
        if (!GatewayName.IsValid(name))
        {
            faults.Add(
                path,
                $"a name is at most {GatewayName.MaxLength} letters and digits with single underscores between them");
            return false;
        }

        if (values is null)
            faults.Add(path, "must be an object");
        return values is not null;
    }
}
