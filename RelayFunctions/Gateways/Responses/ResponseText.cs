using System.Text;
using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>The body of a response: decoded, in UTF-8, as far as it was read.</summary>
internal sealed class ResponseText
{
    /// <summary>A response without a body, or whose body no rule needs.</summary>
    public static readonly ResponseText None = new(ReadOnlyMemory<byte>.Empty);

    private const int MaxDepth = 1000;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = MaxDepth };

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly Lazy<string> _text;
    private readonly Lazy<JsonElement?> _root;
    private readonly string? _suspicion;

    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="fault">Why the text is not complete; null if it is.</param>
    /// <param name="suspicion">Why the text may be unreadable; null if nothing is known.</param>
    public ResponseText(ReadOnlyMemory<byte> utf8, string? fault = null, string? suspicion = null)
    {
        _utf8 = utf8;
        Fault = fault;
        _suspicion = suspicion;
        _text = new Lazy<string>(() => Encoding.UTF8.GetString(_utf8.Span));
        _root = new Lazy<JsonElement?>(Parse);
    }

    /// <summary>Why the body could not be read to its end, as in <c>the response is longer than 1 MiB</c>.</summary>
    public string? Fault { get; }

    /// <summary>The text; invalid bytes are U+FFFD.</summary>
    public string Text => _text.Value;

    /// <summary>The value; null if the text is not JSON.</summary>
    public JsonElement? Root => _root.Value;

    /// <summary>Returns why the text is not what it must be, as in <c>the response is nested too deeply</c>.</summary>
    /// <param name="form">What it must be.</param>
    public string FaultOfForm(string form = "JSON") =>
        Root is null && _suspicion is not null ? _suspicion
        : Root is null && JsonDepth.IsExceeded(_utf8.Span, MaxDepth) ? "the response is nested too deeply"
        : $"the response is not {form}";

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
