using Microsoft.AspNetCore.WebUtilities;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>Parses a request, by parsers that are independent of Relay.</summary>
internal static class RequestParser
{
    public static IReadOnlyList<Leaf> Parse(RawRequest request)
    {
        var target = request.Target.Split('?', 2);
        return
        [
            new Leaf("method", request.Method),
            new Leaf("host", request.Host),
            .. target[0].Split('/').Select((segment, at) => new Leaf($"path {at}", Uri.UnescapeDataString(segment))),
            .. Query(target.ElementAtOrDefault(1)),
            .. request.Headers.Select(header => new Leaf($"header {header.Key}", header.Value)),
            new Leaf("type", $"{request.Type?.MediaType} {request.Type?.CharSet}"),
            .. BodyParser.Parse(request.Type, request.Body),
        ];
    }

    private static List<Leaf> Query(string? query)
    {
        var leaves = new List<Leaf>();
        foreach (var pair in new QueryStringEnumerable(query))
            leaves.Add(new Leaf($"query {pair.DecodeName()}", pair.DecodeValue().ToString()));
        return leaves;
    }
}
