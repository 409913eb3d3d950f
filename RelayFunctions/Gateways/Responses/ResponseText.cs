using System.Text;
using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>The body of a response: decoded, in UTF-8, as far as it was read.</summary>
internal sealed class ResponseText
{
    /// <summary>A response without a body, or whose body no rule needs.</summary>
    public static readonly ResponseText None = new(ReadOnlyMemory<byte>.Empty);

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly Lazy<string> _text;
    private readonly Lazy<JsonElement?> _root;

    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="fault">Why the text is not complete; null if it is.</param>
    public ResponseText(ReadOnlyMemory<byte> utf8, string? fault = null)
    {
        _utf8 = utf8;
        Fault = fault;
        _text = new Lazy<string>(() => Encoding.UTF8.GetString(_utf8.Span));
        _root = new Lazy<JsonElement?>(Parse);
    }

    /// <summary>Why the body could not be read to its end, as in <c>the response is longer than 1 MiB</c>.</summary>
    public string? Fault { get; }

    /// <summary>The text; invalid bytes are U+FFFD.</summary>
    public string Text => _text.Value;

    /// <summary>The value; null if the text is not JSON.</summary>
    public JsonElement? Root => _root.Value;

    private JsonElement? Parse()
    {
        try
        {
            return JsonElement.Parse(_utf8.Span, AnyDepth);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
