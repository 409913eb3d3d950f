using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>Parses a body by its type.</summary>
internal static class BodyParser
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<Leaf> Parse(MediaTypeHeaderValue? type, byte[] body) => type?.MediaType switch
    {
        null => [],
        "application/json" => Json(JsonDocument.Parse(body).RootElement, "json"),
        "application/x-ndjson" => Lines(body),
        "application/xml" => Xml(XDocument.Load(new MemoryStream(body), LoadOptions.PreserveWhitespace), "xml"),
        "application/x-www-form-urlencoded" => Form(body),
        "multipart/form-data" => Multipart(type.Parameters.Single(parameter => parameter.Name == "boundary").Value!, body),
        _ => [new Leaf("text", Utf8.GetString(body))],
    };

    private static IEnumerable<Leaf> Json(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Json(member.Value, $"{path}/{member.Name}")).Prepend(new Leaf(path, "{")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, at) => Json(item, $"{path}/{at}")).Prepend(new Leaf(path, "[")),
        JsonValueKind.String => [new Leaf($"{path} string", element.GetString()!)],
        _ => [new Leaf($"{path} {element.ValueKind}", element.GetRawText())],
    };

    private static IEnumerable<Leaf> Lines(byte[] body)
    {
        var lines = Utf8.GetString(body).Split('\n');
        Assert.Empty(lines[^1]);
        return lines[..^1].SelectMany((line, at) => Json(JsonDocument.Parse(line).RootElement, $"line {at}"));
    }

    private static IEnumerable<Leaf> Xml(XNode node, string path) => node switch
    {
        XDocument document => document.Nodes().SelectMany(child => Xml(child, path)),
        XElement element =>
        [
            new Leaf(path, element.Name.ToString()),
            .. element.Attributes().Select(attribute => new Leaf($"{path}@{attribute.Name}", attribute.Value)),
            .. element.Nodes().SelectMany((child, at) => Xml(child, $"{path}/{at}")),
        ],
        XText text => [new Leaf($"{path} text", text.Value)],
        _ => [new Leaf($"{path} {node.NodeType}", node.ToString())],
    };

    private static List<Leaf> Form(byte[] body)
    {
        var leaves = new List<Leaf>();
        using var reader = new FormReader(Utf8.GetString(body));
        while (reader.ReadNextPair() is { } pair)
            leaves.Add(new Leaf($"form {pair.Key}", pair.Value));
        return leaves;
    }

    private static List<Leaf> Multipart(string boundary, byte[] body)
    {
        var leaves = new List<Leaf>();
        var reader = new MultipartReader(boundary.Trim('"'), new MemoryStream(body));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            using var text = new StreamReader(section.Body, Utf8, detectEncodingFromByteOrderMarks: false);
            leaves.AddRange(section.Headers!.Select(header => new Leaf($"part {header.Key}", header.Value.ToString())));
            leaves.Add(new Leaf("part", text.ReadToEnd()));
        }

        return leaves;
    }
}
