using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// A request of <c>CallHttpAsync</c> as the worker's Durable extension writes it: its own type can't be read.
/// </summary>
internal sealed record HttpCall(
    string Method,
    Uri Uri,
    IReadOnlyDictionary<string, JsonElement>? Headers,
    string? Content,
    JsonElement? TokenSource,
    HttpCall.Retries? RetryOptions,
    TimeSpan? Timeout)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads an activity's input: an array of one request.</summary>
    /// <exception cref="FormatException">It is not a request.</exception>
    public static HttpCall Parse(string input)
    {
        try
        {
            return JsonSerializer.Deserialize<HttpCall[]>(input, Format) is [{ Method: not null, Uri: not null } call]
                ? call
                : throw new FormatException("The request of CallHttpAsync has no method or no address.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The request of CallHttpAsync can't be read: {e.Message}", e);
        }
    }

    /// <summary>The values of a header: a text or an array of texts.</summary>
    public static IEnumerable<string> Values(JsonElement header) => header.ValueKind == JsonValueKind.Array
        ? header.EnumerateArray().Select(value => value.GetString() ?? string.Empty)
        : [header.GetString() ?? string.Empty];

    /// <summary>Which responses fail the call; empty means those of all errors.</summary>
    internal sealed record Retries(IReadOnlyList<HttpStatusCode>? StatusCodesToRetry);
}
