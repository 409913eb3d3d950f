using System.Text.Json;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>claims</c>, the further claims of a JWT.</summary>
internal static class ClaimReader
{
    private const string Key = "claims";

    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["iss"] = ": use issuer",
        ["sub"] = ": use subject",
        ["aud"] = ": use audience",
        ["scope"] = ": use scope",
        ["iat"] = "",
    };

    /// <param name="section">The kind of authentication.</param>
    /// <param name="templates">Reads the texts, which may use only settings and secrets.</param>
    /// <param name="expiryHint">The end of the fault of the claim <c>exp</c>, as in <c>: use lifetime</c>.</param>
    public static IEnumerable<KeyValuePair<string, object>> Read(
        SettingSection section, TemplateReader templates, string expiryHint)
    {
        var claims = new List<KeyValuePair<string, object>>();
        if (section.Section(Key) is not { } given)
            return claims;

        ReservedNames.Reject(given, new Dictionary<string, string>(Reserved) { ["exp"] = expiryHint });
        foreach (var name in given.Keys)
        {
            if (name.Length == 0)
                given.Fault(name, "has a claim without a name");
            else if (TemplateText.IsMeantAsTemplate(name))
                given.Fault(name, TemplateReader.TemplateInName);
            else if (Value(given, name, templates) is { } value)
                claims.Add(KeyValuePair.Create(name, value));
        }

        return claims;
    }

    private static object? Value(SettingSection claims, string name, TemplateReader templates)
    {
        if (claims.Any(name) is not { } given)
            return null;

        var path = claims.Path.Under(name);
        var node = ConfiguredValue.Read(given, path, claims.Faults)!;
        switch (node.GetValueKind())
        {
            case JsonValueKind.String:
                return templates.ReadOptional(claims, name);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                templates.AddSecret(node, path, claims.Faults);
                return node.Deserialize<JsonElement>();
            default:
                claims.Fault(name, "must be a string, a number, true or false");
                return null;
        }
    }
}
