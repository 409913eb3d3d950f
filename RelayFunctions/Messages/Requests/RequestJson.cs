using System.Text.Json;
using System.Text.Unicode;

namespace RelayFunctions.Messages.Requests;

/// <summary>Reports why a request's body can't be read as JSON.</summary>
internal static class RequestJson
{
    /// <summary>The maximum depth of objects and lists: the framework's default.</summary>
    private const int MaxDepth = 64;

    /// <summary>Parses a body; null, with a fault, if it is empty or not JSON in UTF-8.</summary>
    /// <param name="body">The body.</param>
    /// <param name="form">What the body must be.</param>
    /// <param name="faults">Receives the fault.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body, string form, RequestFaults faults)
    {
        try
        {
            if (RequestBody.IsEmpty(body))
                faults.Add(RequestFaults.Body, $"is empty; it must be {form}.");
            else if (!IsUtf8(body.Span))
                faults.Add(RequestFaults.Body, "must be UTF-8.");
            else
                return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            faults.Add(RequestFaults.Body, FaultOf(body.Span, exception));
        }

        return null;
    }

    /// <summary>Returns the fault of a body that could not be parsed.</summary>
    public static string FaultOf(ReadOnlySpan<byte> body, JsonException exception) =>
        JsonDepth.IsExceeded(body, MaxDepth)
            ? $"is nested more than {MaxDepth} deep."
            : $"must be JSON; it is not at {PlaceOf(body, exception)}.";

    // A line of NDJSON is a body of its own, and not the first line of the request's.
    private static string PlaceOf(ReadOnlySpan<byte> body, JsonException exception)
    {
        var inLine = $"byte {exception.BytePositionInLine + 1}";
        return body.Contains((byte)'\n') ? $"line {exception.LineNumber + 1}, {inLine}" : inLine;
    }

    // JSON in UTF-16 may be valid UTF-8 too, but one of its first two bytes is zero.
    private static bool IsUtf8(ReadOnlySpan<byte> body) =>
        Utf8.IsValid(body) && !body[..Math.Min(2, body.Length)].Contains((byte)0);
}
