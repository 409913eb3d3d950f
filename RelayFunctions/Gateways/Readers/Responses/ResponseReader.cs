using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Responses;

/// <summary>
/// Reads a gateway's <c>success</c>, <c>failure</c>, <c>throttled</c> and <c>reason</c>.
/// </summary>
internal static class ResponseReader
{
    private const string StatusExample = "200-299, 409";
    private const string NoPointer = "is not a JSON pointer (RFC 6901), as in \"/result/ok\"";

    public static ResponseRules Read(SettingSection gateway)
    {
        var success = ReadSuccess(gateway);
        return new ResponseRules
        {
            Success = success,
            Failure = ReadCondition(gateway, "failure", success),
            Throttled = ReadCondition(gateway, "throttled", success),
            Reason = ReadReason(gateway),
        };
    }

    private static SuccessRule ReadSuccess(SettingSection gateway)
    {
        if (gateway.Section("success") is not { } section)
            return SuccessRule.AnySuccess;

        var rule = new SuccessRule
        {
            Statuses = Statuses(section) ?? SuccessRule.AnySuccess.Statuses,
            Json = Json(section),
            Body = Body(section),
        };
        section.RejectUnknownKeys();
        return rule;
    }

    private static ResponseCondition? ReadCondition(SettingSection gateway, string key, SuccessRule success)
    {
        if (gateway.Section(key) is not { } section)
            return null;

        var condition = new ResponseCondition(key)
        {
            Statuses = Statuses(section),
            Json = Json(section),
            Body = Body(section),
        };
        if (!section.Keys.Any())
        {
            gateway.Fault(
                key, "must have at least one of status, json, body: without them it would match every response");
        }
        section.RejectUnknownKeys();
        // A part with a fault is missing from the condition.
        if (!gateway.Faults.HasAny(section.Path) && condition.MatchesEvery(success))
            gateway.Fault(key, "matches every response that success accepts, so nothing would ever be delivered");
        return condition;
    }

    private static ReasonRule? ReadReason(SettingSection gateway)
    {
        if (gateway.Section("reason") is not { } section)
            return null;

        ReasonRule? rule = section.OneOf(["json", "body"]) switch
        {
            "json" => new ReasonRule { Json = Pointers(section) },
            "body" => new ReasonRule { Body = Body(section) },
            _ => null,
        };
        section.RejectUnknownKeys();
        return rule;
    }

    private static IReadOnlyList<StatusRange>? Statuses(SettingSection section)
    {
        if (section.String("status", StatusExample) is not { } text)
            return null;

        var ranges = StatusRange.ParseList(text);
        if (ranges is null)
            section.Fault("status", $"must be statuses from 200 to 599 and ranges of them, as in \"{StatusExample}\"");
        return ranges;
    }

    private static List<JsonExpectation> Json(SettingSection section)
    {
        var expected = new List<JsonExpectation>();
        if (section.Section("json") is not { } places)
            return expected;

        foreach (var pointer in places.Keys)
        {
            // Null is a value here: a JSON null, or no member at all.
            var node = places.Raw(pointer);
            if (JsonPointer.Parse(pointer) is not { } place)
            {
                places.Fault(pointer, NoPointer);
            }
            else if (node is JsonArray { Count: 0 } || places.IsEmptyList(pointer, node))
            {
                places.Fault(pointer, "is an empty list: no value can match it");
            }
            else
            {
                var values = ExpectedValues.Of(node, places.Path.Under(pointer), places.Faults);
                expected.Add(new JsonExpectation(place, [.. values]));
            }
        }

        return expected;
    }

    private static List<JsonPointer> Pointers(SettingSection section)
    {
        var pointers = new List<JsonPointer>();
        var node = section.Any("json");
        foreach (var item in node is JsonArray { Count: > 0 } list ? list.ToArray() : [node])
        {
            if (NodeText.Of(item) is { } text && JsonPointer.Parse(text) is { } pointer)
                pointers.Add(pointer);
            else
                section.Fault("json", $"{NoPointer}, or a list of them");
        }

        return pointers;
    }

    private static BodyPattern? Body(SettingSection section)
    {
        if (section.String("body") is not { } source)
            return null;

        var pattern = BodyPattern.Parse(source, out var fault);
        if (fault is not null)
            section.Fault("body", fault);
        return pattern;
    }
}
