using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Accepting;

/// <summary>
/// The header <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header) and the id that it stands for.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The key of a request; null if it has none or has a fault.</summary>
    public static string? ReadKey(IHeaderDictionary headers, RequestFaults faults)
    {
        if (!headers.TryGetValue(Header, out StringValues values))
            return null;

        // The draft requires a string of structured fields, in quotes; most callers omit the quotes.
        var key = values is [{ } value] ? value.Trim() : "";
        if (key is ['"', .. var quoted, '"'])
            key = quoted;
        if (key.Length is > 0 and <= MaxLength && key.All(letter => letter is >= ' ' and <= '~'))
            return key;

        faults.Add(Header, $"must be one value of 1 to {MaxLength} printable ASCII characters.");
        return null;
    }

    /// <summary>Returns the id of the message that is sent with a key.</summary>
    public static string IdOf(string key) => MessageId.Derive($"{Header}: {key}");

    /// <summary>Returns the response to a key that was used for another message.</summary>
    public static IResult KeyOfAnotherMessage() => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The Idempotency-Key belongs to another message.",
        detail: "A message with this Idempotency-Key and another body was accepted before. Nothing was stored.");
}
