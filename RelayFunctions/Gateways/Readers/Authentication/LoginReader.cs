using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Responses;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.login</c>. Its request is the same for each message, so it is rendered now.</summary>
internal static class LoginReader
{
    private const string Url = "url";
    private const string Token = "token";

    public static TokenAuth? Read(SettingSection section, TemplateReader templates)
    {
        var endpoint = TokenUrlReader.Read(section, templates, Url);
        var texts = templates.Credentials();
        var format = new RequestFormat(endpoint is null ? UrlReader.Unusable : new UrlFormat(endpoint.Url))
        {
            Method = MethodReader.Read(section),
            Query = FieldReader.Read(section, "query", "the query's", texts),
            Headers = HeaderReader.Read(section, texts),
            Body = BodyTemplateReader.Read(section, texts),
        };
        if (!section.Has(Token))
            section.Fault(Token, "is missing");
        var token = JsonPointerReader.Read(section, Token, "/data/token");
        var expiresIn = JsonPointerReader.Read(section, "expiresIn", "/data/expires_in");
        var carry = TokenPlaceReader.Read(section, templates);
        section.RejectUnknownKeys();
        if (endpoint is null || token is null || Render(format, section, templates) is not { } draft)
            return null;

        templates.SecretTexts.AddRange(CredentialNames.ValuesIn(draft));
        return new TokenAuth(new LoginRequest(endpoint, draft, new LoginResponse(token, expiresIn)), carry);
    }

    private static RequestDraft? Render(RequestFormat format, SettingSection section, TemplateReader templates)
    {
        try
        {
            return format.Render(MessageScope.WithoutMessage(templates.Values), own: null);
        }
        catch (RenderException exception)
        {
            section.Faults.Add(section.Path, exception.Message);
            return null;
        }
    }
}
