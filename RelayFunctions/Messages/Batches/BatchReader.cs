using System.Text.Json;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Batches;

/// <summary>Splits a batch, a JSON array of messages or one message per line, into its messages.</summary>
internal static class BatchReader
{
    /// <summary>The maximum number of messages of a batch.</summary>
    public const int MaxMessages = 1000;

    /// <summary>The longest batch in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string Form = "must be a JSON array of messages, or have one message a line.";

    private const string NoMessage = "must have at least one message; its array is empty.";

    private const string ObjectInstead =
        "must be a JSON array of messages, or have one message a line; it is an object, in place of which the array "
            + "itself is expected.";

    /// <summary>Returns the bodies of the messages; null if the batch as a whole is invalid.</summary>
    public static List<ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte>? body, RequestFaults faults)
    {
        if (body is not { } bytes)
        {
            faults.AddTooLarge(RequestFaults.Body, $"must be at most {MaxBytes} bytes long.");
            return null;
        }

        var messages = Split(bytes, faults);
        if (RequestBody.IsEmpty(bytes))
            faults.Add(RequestFaults.Body, $"is empty; it {Form}");
        else if (messages?.Count is 0)
            faults.Add(RequestFaults.Body, NoMessage);
        else if (messages?.Count > MaxMessages)
            faults.AddTooLarge(RequestFaults.Body, $"must have at most {MaxMessages} messages.");
        return faults.HasAny ? null : messages;
    }

    private static List<ReadOnlyMemory<byte>>? Split(ReadOnlyMemory<byte> bytes, RequestFaults faults)
    {
        if (bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
            return Items(bytes, faults);
        if (IsOneObject(bytes.Span, out var isMessage))
        {
            if (isMessage)
                return [bytes];

            faults.Add(RequestFaults.Body, ObjectInstead);
            return null;
        }

        return Lines(bytes);
    }

    private static List<ReadOnlyMemory<byte>>? Items(ReadOnlyMemory<byte> bytes, RequestFaults faults)
    {
        var reader = new Utf8JsonReader(bytes.Span);
        try
        {
            var items = new List<ReadOnlyMemory<byte>>();
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                // A batch with one message too many is not read further.
                if (items.Count <= MaxMessages)
                    items.Add(bytes[start..(int)reader.BytesConsumed]);
            }

            reader.Read();
            return items;
        }
        catch (JsonException exception)
        {
            faults.Add(RequestFaults.Body, RequestJson.FaultOf(bytes.Span, exception));
            return null;
        }
    }

    // A text of many lines is not read beyond its first object.
    private static bool IsOneObject(ReadOnlySpan<byte> bytes, out bool isMessage)
    {
        isMessage = false;
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                isMessage |= reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                    && (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("gateway"u8));
            }

            return reader.TokenType == JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!bytes.IsEmpty && lines.Count <= MaxMessages)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            // The body may be a concatenation of files with byte order marks.
            var line = RequestBody.WithoutByteOrderMark(end < 0 ? bytes : bytes[..end]);
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                lines.Add(line);
        }

        return lines;
    }
}
