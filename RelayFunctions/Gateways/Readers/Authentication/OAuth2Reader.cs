using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.oauth2</c>.</summary>
internal static class OAuth2Reader
{
    /// <summary>Fields of the request for a token that have a key of their own.</summary>
    private static readonly string[] Optional = ["scope", "audience"];

    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["grant_type"] = ", to client_credentials, or to refresh_token with refreshToken",
        ["refresh_token"] = ": use refreshToken",
        ["client_id"] = ": use clientId",
        ["client_secret"] = ": use clientSecret",
        ["scope"] = ": use scope",
        ["audience"] = ": use audience",
    };

    private static readonly Dictionary<string, bool> PlacesOfTheClient = new(StringComparer.Ordinal)
    {
        ["header"] = false,
        ["body"] = true,
    };

    public static TokenAuth? Read(SettingSection section, TemplateReader templates)
    {
        var endpoint = TokenUrlReader.Read(section, templates);
        var id = templates.ReadRequired(section, "clientId");
        var refreshToken = templates.ReadOptional(section, "refreshToken");
        // A person's consent can be given to a client that keeps no secret.
        var isPublic = refreshToken is not null && !section.Has("clientSecret");
        var secret = isPublic ? null : templates.ReadRequired(section, "clientSecret");
        var inBody = ChoiceReader.Read(section, "clientIn", PlacesOfTheClient);
        var more = new List<KeyValuePair<string, string>>();
        foreach (var key in Optional)
        {
            if (templates.ReadFixed(section, key) is { Length: > 0 } value)
                more.Add(KeyValuePair.Create(key, value));
        }

        more.AddRange(TokenFieldReader.Read(section, templates, Reserved));
        section.RejectUnknownKeys();
        return endpoint is null || id is null || (secret is null && !isPublic)
            ? null
            : new TokenAuth(
                new ClientTokenRequest(endpoint, id, secret, inBody, more, refreshToken), FieldAuth.Bearer);
    }
}
