using System.Text.Json;

namespace RelayFunctions.Text;

/// <summary>Tells JSON that a parser rejected for its depth from a text that is not JSON.</summary>
internal static class JsonDepth
{
    /// <summary>Whether the text is JSON up to the object or array that exceeds the maximum depth.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="maxDepth">The maximum number of objects and arrays within each other.</param>
    public static bool IsExceeded(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == maxDepth
                    && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The text before that depth is not JSON.
        }

        return false;
    }
}
