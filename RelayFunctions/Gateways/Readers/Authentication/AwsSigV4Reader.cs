using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Reads <c>auth.awsSigV4</c>.</summary>
internal static partial class AwsSigV4Reader
{
    private const string SessionToken = "sessionToken";

    public static AwsSigV4Auth? Read(SettingSection section, TemplateReader templates)
    {
        var id = Checked(
            section, "accessKeyId", templates, KeyIdPattern(), "is not an access key id, as in AKIAIOSFODNN7EXAMPLE");
        var secret = templates.ReadRequired(section, "secretAccessKey");
        var region = Checked(section, "region", templates, NamePattern(), "is not a valid AWS region, as in us-east-1");
        var service = Checked(
            section, "service", templates, NamePattern(), "is not a valid AWS service name, as in sns");
        var token = AuthReader.HeaderValue(section, SessionToken, templates.ReadOptional(section, SessionToken));
        section.RejectUnknownKeys();
        return id is null || secret is null || region is null || service is null
            ? null
            : new AwsSigV4Auth(id, secret, region, service) { SessionToken = token };
    }

    private static string? Checked(
        SettingSection section, string key, TemplateReader templates, Regex pattern, string fault)
    {
        var text = templates.ReadRequired(section, key);
        if (text is null || pattern.IsMatch(text))
            return text;

        section.Fault(key, fault);
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyIdPattern();

    [GeneratedRegex(@"^[a-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
