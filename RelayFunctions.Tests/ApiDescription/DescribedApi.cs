using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.ApiDescription;

/// <summary>openapi.json, as it is in the repository.</summary>
internal sealed class DescribedApi
{
    private readonly JsonObject _description;
    private readonly JsonNode _schemas;

    public DescribedApi()
    {
        var file = Path.Combine(BuildOutput.Root, "RelayFunctions", "ApiDescription", "Files", "openapi.json");
        // The library finds schemas in $defs.
        var text = File.ReadAllText(file).Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        _description = JsonNode.Parse(text)!.AsObject();
        _schemas = _description["components"]!["schemas"]!;
    }

    /// <summary>Each operation with each of its statuses, as in "GET /messages 200".</summary>
    public IReadOnlyList<string> Responses =>
        [.. from path in _description["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            from response in operation.Value!["responses"]!.AsObject()
            select $"{operation.Key.ToUpperInvariant()} {path.Key} {response.Key}"];

    /// <summary>Each operation, as in "GET /messages".</summary>
    public IEnumerable<string> Operations => Responses.Select(response => response[..response.LastIndexOf(' ')]).Distinct();

    /// <summary>The places of the schemas that neither have a type nor refer to one that has.</summary>
    public IEnumerable<string> SchemasWithoutAType => In(_description, isSchema: false)
        .Where(schema => !schema.ContainsKey("type") && !schema.ContainsKey("$ref"))
        .Select(schema => schema.GetPath());

    /// <summary>The places of the objects of which nothing is said: neither properties nor additionalProperties.</summary>
    public IEnumerable<string> ObjectsWithoutMembers => In(_description, isSchema: false)
        .Where(schema => schema["type"]?.ToJsonString().Contains("\"object\"", StringComparison.Ordinal) == true
            && !schema.ContainsKey("properties") && !schema.ContainsKey("additionalProperties"))
        .Select(schema => schema.GetPath());

    /// <summary>The places of the alternatives that refer to a schema with a name.</summary>
    public IEnumerable<string> AlternativesWithAName =>
        from schema in In(_description, isSchema: false)
        from alternative in schema["oneOf"]?.AsArray() ?? []
        where alternative!.ToJsonString().Contains("$ref", StringComparison.Ordinal)
        select alternative.GetPath();

    private static IEnumerable<JsonObject> In(JsonNode? node, bool isSchema)
    {
        if (node is JsonArray items)
            return items.SelectMany(item => In(item, isSchema));
        if (node is not JsonObject members)
            return [];

        var inner = members.SelectMany(member => (member.Key, isSchema) switch
        {
            ("properties", true) or ("schemas", false) => member.Value!.AsObject().SelectMany(one => In(one.Value, isSchema: true)),
            ("items" or "additionalProperties" or "oneOf" or "anyOf" or "allOf", true) or ("schema", false) => In(member.Value, isSchema: true),
            ("example" or "examples", _) or (_, true) => [],
            _ => In(member.Value, isSchema: false),
        });
        return isSchema ? inner.Prepend(members) : inner;
    }

    /// <summary>Returns the fault of a response; null if it is as described.</summary>
    public string? FaultOf(string method, string path, int status, string? contentType, string body)
    {
        var operation = _description["paths"]![path]![method.ToLowerInvariant()]!;
        if (operation["responses"]![$"{status}"] is not { } response)
            return $"{status} is not described: {body}";
        if (response["$ref"]?.GetValue<string>() is { } reference)
            response = _description["components"]!["responses"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        if (response["content"] is not JsonObject content)
            return body.Length == 0 ? null : $"there is a body: {body}";
        if (contentType is null || content[contentType] is not { } described)
            return $"{contentType} is not described: {body}";

        return contentType.Contains("json", StringComparison.Ordinal) ? FaultOf(described["schema"]!, body) : null;
    }

    /// <summary>Whether a request's body is as described.</summary>
    public string? FaultOfRequest(string method, string path, string body) =>
        _description["paths"]![path]![method.ToLowerInvariant()]!["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema
            ? FaultOf(schema, body)
            : null;

    /// <summary>Whether the event of a message's end is as described.</summary>
    public string? FaultOfEvent(string body) => FaultOf(
        _description["webhooks"]!["messageEnded"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!, body);

    private string? FaultOf(JsonNode schema, string body)
    {
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = _schemas.DeepClone();
        using var document = JsonDocument.Parse(body);
        var result = JsonSchema.FromText(whole.ToJsonString()).Evaluate(
            document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? null : $"{body} is not as described: {JsonSerializer.Serialize(result)}";
    }
}
