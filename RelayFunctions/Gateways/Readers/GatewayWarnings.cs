using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Readers.Warnings;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>
/// Warns of what is valid but probably unintended: a text that is not sent, a value that nothing reads, a credential in
/// the file, a variable of another tool, a template that is not rendered, a value that could end a text of nested JSON,
/// a forgotten pause.
/// </summary>
internal static class GatewayWarnings
{
    /// <param name="gateway">The gateway.</param>
    /// <param name="entry">Its entry of the catalogue, without what its preset adds.</param>
    /// <param name="references">The variables that its templates read.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Add(
        Gateway gateway, JsonObject entry, IReadOnlySet<TemplateReference> references, FaultList faults)
    {
        var path = new SettingPath(gateway.Name);
        new LiteralCredentials(path, faults).Warn(entry);
        ForeignVariables.Warn(entry, path, faults);
        UnrenderedTemplates.Warn(entry, path, faults);
        foreach (var key in (string[])["body", "query"])
            NestedJson.Warn(entry[key], path.Under(key), gateway.Parameters, faults);
        if (gateway.IsPaused)
            faults.Warn(path.Under(GatewayReader.PausedKey), "its messages wait until this is removed or false");
        if (gateway.Network == GatewayNetwork.Public && gateway.Request.Auth is { } auth)
            WarnOfPlainHttp(gateway.Request.Url.Fixed, auth, path, faults);
        // A template with a fault hides what it reads.
        if (faults.HasAny(path))
            return;

        if (gateway.Request.Body is not PlainBody
            && !references.Contains(new TemplateReference(TemplateVariables.Message, null)))
        {
            faults.Warn(path, "no template reads message, so that the text of a message is not sent");
        }

        foreach (var group in TemplateVariables.Groups)
            WarnOfUnread(group, entry[group] as JsonObject, path, references, faults);
    }

    private static void WarnOfPlainHttp(Uri url, RequestAuth auth, SettingPath path, FaultList faults)
    {
        if (auth.ShowsCredentials && PublicHost.IsReachedWithoutTls(url))
        {
            faults.Warn(
                path.Under("url"), "is an http address, so everyone on the way can read the credentials of auth");
        }

        if (auth.TokenRequest is { } request && PublicHost.IsReachedWithoutTls(request.Url))
        {
            faults.Warn(
                path.Under("auth"),
                "requests its token at an http address, so everyone on the way can read the credentials and the token");
        }
    }

    private static void WarnOfUnread(
        string group,
        JsonObject? values,
        SettingPath path,
        IReadOnlySet<TemplateReference> references,
        FaultList faults)
    {
        foreach (var (name, _) in values ?? [])
        {
            // Names of settings come from configuration, which is not case-sensitive.
            var isRead = references.Any(reference => reference.Root == group
                && string.Equals(reference.Member, name, StringComparison.OrdinalIgnoreCase));
            if (!isRead)
                faults.Warn(path.Under(group).Under(name), $"no template of the gateway reads {group}.{name}");
        }
    }
}
