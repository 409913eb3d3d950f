using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Answers;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Reads a gateway's <c>success</c>.</summary>
internal static class SuccessReader
{
    public static SuccessRule Read(SettingSection gateway)
    {
        if (gateway.Section("success") is not { } section)
            return SuccessRule.AnySuccess;

        var rule = new SuccessRule
        {
            Statuses = Statuses(section) ?? SuccessRule.AnySuccess.Statuses,
            Json = Json(section),
            Body = Body(section),
        };
        section.RefuseTheRest();
        return rule;
    }

    private static IReadOnlyList<StatusRange>? Statuses(SettingSection section)
    {
        if (section.Text("status") is not { } text)
            return null;

        var ranges = StatusRange.ParseList(text);
        if (ranges is null)
            section.Fault("status", "must be statuses from 200 to 599 and ranges of them, as in \"200-299, 409\"");
        return ranges;
    }

    private static List<JsonExpectation> Json(SettingSection section)
    {
        var expected = new List<JsonExpectation>();
        if (section.Section("json") is not { } places)
            return expected;

        foreach (var pointer in places.Keys)
        {
            // Null is a value here: nothing, or nothing at all.
            var node = places.Raw(pointer);
            if (JsonPointer.Parse(pointer) is not { } place)
                places.Fault(pointer, "is no JSON pointer (RFC 6901), as in \"/result/ok\"");
            else
                expected.Add(new JsonExpectation(place, [.. (node as JsonArray ?? [node?.DeepClone()]).Select(Element)]));
        }

        return expected;
    }

    private static BodyPattern? Body(SettingSection section)
    {
        if (section.Text("body") is not { } source)
            return null;

        var pattern = BodyPattern.Parse(source);
        if (pattern is null)
            section.Fault(
                "body", $"is no regular expression that runs without backtracking, of at most {BodyPattern.MaxLength} characters");
        return pattern;
    }

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node, RelayJson.Default.JsonNode);
}
