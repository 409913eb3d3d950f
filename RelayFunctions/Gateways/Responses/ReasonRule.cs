using System.Text.Json;
using RelayFunctions.Gateways.Masking;

namespace RelayFunctions.Gateways.Responses;

/// <summary>Where a response says why the gateway rejected the message. Immutable.</summary>
internal sealed class ReasonRule
{
    /// <summary>Places in a JSON response; the first one that has a text or a number is used.</summary>
    public IReadOnlyList<JsonPointer> Json { get; init; } = [];

    /// <summary>The pattern that finds the reason in the response's text; null if the reason is in JSON.</summary>
    public BodyPattern? Body { get; init; }

    /// <summary>Returns the rule without pointers that stand for several places.</summary>
    public ReasonRule WithFixedPlaces() =>
        new() { Json = [.. Json.Where(pointer => !pointer.HasAny)], Body = Body };

    /// <summary>Returns the gateway's words, not yet fit to be shown.</summary>
    /// <param name="body">The response.</param>
    /// <param name="secrets">The texts that are masked before the pattern, which could match a part of one.</param>
    public string? Find(ResponseText body, IEnumerable<string> secrets) => Body is not null
        ? FindInText(Body, body.Text, secrets)
        : body.Root is { } root
            ? Json.SelectMany(pointer => pointer.FindAll(root)).Select(Text).FirstOrDefault(
                text => !string.IsNullOrWhiteSpace(text))
            : null;

    // Masking a long page takes far longer than a search that finds nothing.
    private static string? FindInText(BodyPattern pattern, string text, IEnumerable<string> secrets) =>
        pattern.Find(text) is null ? null : pattern.Find(SecretText.Mask(text, secrets));

    private static string? Text(JsonElement? found) => found switch
    {
        { ValueKind: JsonValueKind.String } text => JsonText.Readable(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
