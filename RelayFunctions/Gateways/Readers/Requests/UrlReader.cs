using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads a gateway's <c>url</c>. No fault repeats the url, since it can contain a secret.</summary>
/// <param name="baseUrl">The base of a relative url; null for the app's own address.</param>
/// <param name="canUseOwnAddress">Whether a url may be relative to the app itself.</param>
internal sealed class UrlReader(Uri? baseUrl, bool canUseOwnAddress)
{
    public const string Key = "url";

    /// <summary>The longest text, in characters.</summary>
    private const int MaxLength = 8 * 1024;

    private static readonly string TooLong = $"must be at most {MaxLength} characters long";

    /// <summary>Replaces an invalid url; the catalogue that holds it is never used.</summary>
    public static readonly UrlFormat Unusable = new(new Uri("unusable", UriKind.Relative));

    private readonly RelativeUrlReader _relative = new(baseUrl, canUseOwnAddress);

    public UrlFormat? Read(SettingSection gateway, TemplateReader templates)
    {
        if (SourceOf(gateway) is not { } source)
            return null;

        var headEnd = UrlText.HeadEnd(source);
        if (UrlHeadReader.Read(source[..headEnd], source[headEnd..], gateway, templates) is not { } head
            || templates.Parse(
                source[headEnd..], gateway.Path.Under(Key), gateway.Faults, "the url", Escaping.Url) is not { } rest)
        {
            return null;
        }

        if (rest.LiteralText is null && UrlText.HasDotSegment(head.Text, templates.KnownParts(rest)))
        {
            gateway.Fault(Key, "can't contain '.' or '..' as a part of its path: it would lead elsewhere");
            return null;
        }

        if (Start(head.Text, TemplateText.WithoutTemplates(source[headEnd..]), gateway) is not { } start)
            return null;

        var isSecret = head.IsSecret
            || gateway.IsFromSettings(Key)
            || (start != head.Text && UrlFormat.IsSecretBase(baseUrl!));
        if (!Uri.TryCreate(start + rest.LiteralText, UriKind.RelativeOrAbsolute, out var url))
        {
            gateway.Fault(Key, "must be an http or https address");
            return null;
        }

        return rest.LiteralText is null
            ? new UrlFormat(start, rest) { IsSecret = isSecret, IsHostSecret = head.IsHostSecret }
            : new UrlFormat(url) { IsSecret = isSecret, IsHostSecret = head.IsHostSecret };
    }

    private static string? SourceOf(SettingSection gateway)
    {
        if (gateway.String(Key) is not { } source)
        {
            if (!gateway.Has(Key))
                gateway.Fault(Key, "is missing");
            return null;
        }

        // A fault of the syntax names a position in the whole text.
        var fault = source.Length > MaxLength
            ? TooLong
            : TemplateSyntax.FaultOf(source) ?? UrlText.FaultOfSplit(source);
        if (fault is null)
            return source;

        gateway.Fault(Key, fault);
        return null;
    }

    /// <summary>Reads the fixed beginning; null, with a fault, if the url is not an address.</summary>
    private string? Start(string head, string rest, SettingSection gateway)
    {
        var text = head + rest;
        if (text.Length == 0 || !UrlText.HasOnlyValidCharacters(text))
            gateway.Fault(Key, "must not be empty and must not contain spaces, control characters or backslashes");
        // A relative url may have an address in its query.
        else if (text.Split('?')[0].Contains("://", StringComparison.Ordinal) && !text.StartsWith('/'))
            return IsAbsolute(text, gateway) ? head : null;
        else
            return _relative.Start(text, gateway) is { } start ? start + head : null;

        return null;
    }

    private static bool IsAbsolute(string text, SettingSection gateway)
    {
        if (UrlText.FaultOf(text) is not { } fault)
            return true;

        gateway.Fault(Key, fault);
        return false;
    }
}
