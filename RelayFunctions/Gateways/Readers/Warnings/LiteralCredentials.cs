using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>
/// Warns of credentials that are literal values in the catalogue's file. Secrets belong in configuration, since files
/// are copied, committed and mailed. No warning shows a value.
/// </summary>
/// <param name="path">The path of the gateway's entry in the catalogue.</param>
/// <param name="faults">Receives the warnings.</param>
internal sealed partial class LiteralCredentials(SettingPath path, FaultList faults)
{
    private const string Warning = "looks like a credential in the file: put it in configuration, as in ";

    /// <summary>The keys below auth whose values are credentials, regardless of their names.</summary>
    private static readonly string[] AuthKeys = ["bearer", "value", "key"];

    private static readonly string[] Fields = ["headers", "query"];

    private const string Auth = "auth";
    private const string Login = "login";

    /// <param name="entry">The gateway's entry, without what its preset adds.</param>
    public void Warn(JsonObject entry)
    {
        // A login is a request of its own, and its key token is only where the response has the token.
        if (entry[Auth] is JsonObject auth && auth[Login] is JsonObject login)
            WarnOfRequest(login, path.Under(Auth).Under(Login));
        else
            WarnBelow(entry[Auth], path.Under(Auth), IsAuthKey);
        WarnBelow(entry["certificate"], path.Under("certificate"), name => name == "password");
        WarnOfRequest(entry, path);
        // A preset's author decided which of its values are secrets.
        if (!entry.ContainsKey("preset"))
            WarnBelow(entry["settings"], path.Under("settings"), name => ValuePattern().IsMatch(name));
    }

    private void WarnOfRequest(JsonObject request, SettingPath at)
    {
        foreach (var key in Fields)
            WarnBelow(request[key], at.Under(key), CredentialNames.Contains);
        WarnBelow(request["body"], at.Under("body"), name => ValuePattern().IsMatch(name));
        if (TextOf(request["url"], at.Under("url")) is { } url
            && UrlPattern().IsMatch(url)
            && ForeignVariables.FormOf(url) is null)
        {
            Add(at.Under("url"));
        }
    }

    private void WarnBelow(JsonNode? node, SettingPath at, Func<string, bool> isCredential)
    {
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            var under = at.Under(name);
            // The items of a list have its name.
            (JsonNode? Node, SettingPath Path)[] items = value is JsonArray list
                ? [.. list.Select((item, index) => (item, under.Under($"{index}")))]
                : [(value, under)];
            if (isCredential(name)
                && items.Any(item => TextOf(item.Node, item.Path) is { Length: > 0 } text && IsLiteral(text)))
            {
                Add(under);
            }

            foreach (var item in items)
                WarnBelow(item.Node, item.Path, isCredential);
        }
    }

    private string? TextOf(JsonNode? node, SettingPath at) =>
        faults.IsFromSettings(at) ? null : NodeText.Of(node);

    private void Add(SettingPath at) => faults.Warn(at, $"{Warning}{path.Under("secrets").AsSetting}__KEY");

    private static bool IsAuthKey(string name) =>
        AuthKeys.Contains(name, StringComparer.Ordinal) || ValuePattern().IsMatch(name);

    // A variable of another tool has a warning of its own.
    private static bool IsLiteral(string text) =>
        !TemplateText.HasTemplate(text) && ForeignVariables.FormOf(text) is null;

    /// <summary>Values of a body and settings, where a plain <c>key</c> is usually not a credential.</summary>
    [GeneratedRegex(
        "(api_?-?key|access_?-?key|private_?-?key|token|secret|password|passwd)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValuePattern();

    /// <summary>A pair of a url's query with a literal value.</summary>
    [GeneratedRegex(
        "[?&]([^?=&#{]*((api|access|auth|private|subscription)[-_]?key|token|secret|password|passwd|signature)|key|sig)=[^&#{]+([&#]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern();
}
