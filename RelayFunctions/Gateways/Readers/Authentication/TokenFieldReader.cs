using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Sending;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>fields</c>, the further fields of a request for a token.</summary>
internal static class TokenFieldReader
{
    private const string Key = "fields";

    /// <param name="section">The kind of authentication.</param>
    /// <param name="templates">Reads the values, which may use only settings and secrets.</param>
    /// <param name="reserved">The fields that Relay sets itself, with the ends of their faults.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(
        SettingSection section, TemplateReader templates, IReadOnlyDictionary<string, string> reserved)
    {
        if (section.Section(Key) is { } fields)
            ReservedNames.Reject(fields, reserved);
        return FieldReader.Read(section, Key, "the token request's", templates.Fixed())
            .Render(MessageScope.WithoutMessage(templates.Values));
    }
}
