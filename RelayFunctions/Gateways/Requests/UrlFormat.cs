using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// A gateway's address. Its scheme, host and port are fixed once the catalogue is loaded; the rest may contain values,
/// each of which stays within its path segment or query value.
/// </summary>
internal sealed class UrlFormat
{
    private readonly Uri _fixed;
    private readonly string _head;
    private readonly TextTemplate? _rest;

    /// <summary>A fixed address.</summary>
    public UrlFormat(Uri url)
    {
        _fixed = url;
        _head = url.OriginalString;
    }

    /// <param name="head">
    /// The fixed beginning: at least scheme, host and port, or the first part of a relative path.
    /// </param>
    /// <param name="rest">What follows.</param>
    public UrlFormat(string head, TextTemplate rest)
    {
        _fixed = new Uri(head, UriKind.RelativeOrAbsolute);
        _head = head;
        _rest = rest;
    }

    /// <summary>Whether previews mask path and query.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether previews mask the host too, since it contains a secret.</summary>
    public bool IsHostSecret { get; init; }

    public bool IsFixed => _rest is null;

    /// <summary>The caller's fields that it uses.</summary>
    public IReadOnlyList<string> Fields => _rest?.Fields ?? [];

    /// <summary>The fixed part as an address; relative for the app's own.</summary>
    public Uri Fixed => _fixed;

    /// <summary>
    /// Whether the base of relative addresses has a path. It came from a setting, so previews mask it.
    /// </summary>
    public static bool IsSecretBase(Uri baseUrl) => baseUrl.AbsolutePath != "/";

    /// <summary>The address for a message.</summary>
    /// <param name="scope">The message's values.</param>
    /// <param name="own">The app's own address, which a relative one is relative to.</param>
    /// <exception cref="RenderException">The address can't represent a value.</exception>
    public Uri Render(TemplateScope scope, Uri? own)
    {
        if (IsSecret && scope.IsMasked)
            return Hidden(own);
        if (_rest is null)
            return Absolute(_fixed, own);

        var text = _head + _rest.Render(scope);
        if (text.Split('?')[0].Split('/').Any(segment => segment is "." or ".."))
            throw _rest.UnfitOutput("can't contain '.' or '..' as a part of its path: it would lead elsewhere");

        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var filled))
            throw _rest.UnfitOutput("would be no address");

        var url = Absolute(filled, own);
        return Uri.Compare(
            url,
            Absolute(_fixed, own),
            UriComponents.SchemeAndServer,
            UriFormat.UriEscaped,
            StringComparison.Ordinal) == 0
            ? url
            : throw _rest.UnfitOutput("would lead to another host");
    }

    private Uri Hidden(Uri? own)
    {
        var shown = Absolute(_fixed, own);
        var origin = IsHostSecret ? $"{shown.Scheme}://{SecretMask.Text}" : shown.GetLeftPart(UriPartial.Authority);
        return new Uri($"{origin}/{SecretMask.Text}");
    }

    private static Uri Absolute(Uri url, Uri? own) => url.IsAbsoluteUri
        ? url
        : new Uri(own ?? throw new AppAddressUnknownException(), url);
}
