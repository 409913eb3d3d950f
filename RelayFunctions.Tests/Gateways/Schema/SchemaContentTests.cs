using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Schema;

public sealed class SchemaContentTests
{
    /// <summary>If this variable is set, the test of the presets updates the schema instead of failing.</summary>
    private const string WriteSetting = "RELAY_WRITE_SCHEMA";

    private static readonly JsonSerializerOptions AsInTheFile = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema describes it to forbid it: only configuration can give it.</summary>
    private static readonly string[] OfConfiguration = ["secrets"];

    /// <summary>
    /// Objects whose keys are fixed, each with an unknown key, and the name of their definition in the schema.
    /// </summary>
    public static TheoryData<string, string> Objects => new()
    {
        { """{"unknown": 1}""", "gateway" },
        { """{"success": {"unknown": 1}}""", "success" },
        { """{"failure": {"unknown": 1}}""", "failure" },
        { """{"throttled": {"unknown": 1}}""", "throttled" },
        { """{"message": {"unknown": 1}}""", "message" },
        { """{"parameters": {"a": {"unknown": 1}}}""", "parameter" },
        { """{"retry": {"unknown": 1}}""", "retry" },
        { """{"limits": {"unknown": 1}}""", "limits" },
        { """{"certificate": {"unknown": 1}}""", "certificate" },
        { """{"auth": {"basic": {"unknown": 1}}}""", "auth.basic" },
        { """{"auth": {"header": {"unknown": 1}}}""", "auth.header" },
        { """{"auth": {"query": {"unknown": 1}}}""", "auth.query" },
        { """{"auth": {"hmac": {"unknown": 1}}}""", "auth.hmac" },
        { """{"auth": {"standardWebhooks": {"previousSecret": "AAAA", "unknown": 1}}}""", "auth.standardWebhooks" },
        { """{"auth": {"oauth2": {"unknown": 1}}}""", "auth.oauth2" },
        { """{"auth": {"login": {"unknown": 1}}}""", "auth.login" },
        { """{"auth": {"login": {"tokenIn": {"unknown": 1}}}}""", "tokenIn" },
        { """{"auth": {"jwt": {"unknown": 1}}}""", "auth.jwt" },
        { """{"auth": {"jwtBearer": {"unknown": 1}}}""", "auth.jwtBearer" },
        { """{"auth": {"awsSigV4": {"sessionToken": "a", "unknown": 1}}}""", "auth.awsSigV4" },
    };

    [Fact]
    public void Catalogue_Shipped_NamesTheSchemaAndIsValid()
    {
        var text = File.ReadAllText(Path.Combine(BuildOutput.Root, "RelayFunctions", "gateways.json"));

        Assert.Equal("./gateways.schema.json", JsonNode.Parse(text)!["$schema"]!.GetValue<string>());
        Assert.True(CatalogueSchema.Accepts(text));
        Assert.Empty(CatalogueSchema.FaultsOf(text));
    }

    [Fact]
    public void Presets_OfTheSchema_AreThoseOfTheLibrary()
    {
        var schema = JsonNode.Parse(File.ReadAllText(CatalogueSchema.Path))!;
        var definitions = schema["$defs"]!;
        var presets = new JsonArray([.. PresetLibrary.All.Select(Choice)]);
        var settings = new JsonArray([.. PresetLibrary.All.Select(Rule)]);
        if (Environment.GetEnvironmentVariable(WriteSetting) is not null)
        {
            definitions["preset"]!["oneOf"] = presets;
            definitions["presetSettings"]!["allOf"] = settings;
            File.WriteAllText(CatalogueSchema.Path, schema.ToJsonString(AsInTheFile) + "\n");
            return;
        }

        Assert.True(
            JsonNode.DeepEquals(presets, definitions["preset"]!["oneOf"]) && JsonNode.DeepEquals(settings, definitions["presetSettings"]!["allOf"]),
            $"gateways.schema.json lacks what the presets say: run this test once with {WriteSetting}=1, which writes it");
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Keys_OfTheLoader_AreDescribedAndNoOthers(string entry, string definition) =>
        Assert.Equal(Listed(entry, "the keys here are "), Described(definition).Except(OfConfiguration));

    [Theory]
    [InlineData("auth", new string[0])]
    [InlineData("body", new[] { "contentType" })]
    [InlineData("reason", new string[0])]
    public void Kinds_OfTheLoader_AreDescribedAndNoOthers(string key, string[] besides) => Assert.Equal(
        Listed($$"""{"{{key}}": {} }""", "must have one of ").Concat(besides).Order(StringComparer.Ordinal), Described(key));

    // The names that a fault ends with.
    private static IEnumerable<string> Listed(string entry, string before) =>
        CatalogueSchema.FaultsOf($$"""{"gateways": {"a": {{entry}} } }""")
            .Single(fault => fault.Contains(before, StringComparison.Ordinal)).Split(before)[1].Split(", ").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Described(string definition)
    {
        var schema = definition.Split('.') switch
        {
            [var name, var member] => Definitions()[name]!["properties"]![member]!,
            _ => Definitions()[definition]!,
        };
        var keys = schema["properties"]!.AsObject();
        Assert.All(keys, key => Assert.True((key.Value!["description"] ?? key.Value["$ref"]) is not null, key.Key));
        return keys.Select(key => key.Key).Order(StringComparer.Ordinal);
    }

    private static JsonNode Definitions() => JsonNode.Parse(File.ReadAllText(CatalogueSchema.Path))!["$defs"]!;

    private static JsonNode Choice(Preset preset)
    {
        var secrets = string.Join("; ", preset.Secrets.Select(secret => $"{secret.Name} ({secret.Description})"));
        return new JsonObject
        {
            ["const"] = preset.Name,
            ["title"] = preset.Title,
            ["description"] = preset.Documentation.OriginalString + (secrets.Length == 0 ? "" : $" Secrets, from configuration: {secrets}."),
        };
    }

    private static JsonNode Rule(Preset preset) => new JsonObject
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["preset"] = new JsonObject { ["const"] = preset.Name } },
            ["required"] = new JsonArray("preset"),
        },
        ["then"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["settings"] = new JsonObject
                {
                    ["properties"] = new JsonObject(preset.Settings.Select(setting => KeyValuePair.Create(setting.Name, (JsonNode?)Setting(setting)))),
                },
            },
            ["allOf"] = new JsonArray([OnlyKnown(preset), .. Required(preset)]),
        },
    };

    // Templates of the entry itself may read settings of its own.
    private static JsonObject OnlyKnown(Preset preset) => new()
    {
        ["if"] = new JsonObject { ["$ref"] = "#/$defs/ownTemplates" },
        ["else"] = OfSettings(preset.Settings.Count == 0
            ? new JsonObject { ["maxProperties"] = 0 }
            : new JsonObject
            {
                ["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. preset.Settings.Select(setting => (JsonNode?)setting.Name)]) },
            }),
    };

    // A setting is required unless the entry replaces every part of the preset that reads it.
    private static IEnumerable<JsonNode> Required(Preset preset) =>
        from setting in preset.Settings
        where setting is { Default: null, IsOptional: false }
        group (JsonNode?)setting.Name by string.Join(' ', preset.Gateway
            .Where(part => Regex.IsMatch(part.Value!.ToJsonString(), $@"settings\.{setting.Name}\b"))
            .Select(part => part.Key)) into settings
        select new JsonObject
        {
            ["if"] = new JsonObject { ["required"] = new JsonArray([.. settings.Key.Split(' ').Select(part => (JsonNode?)part)]) },
            ["else"] = new JsonObject
            {
                ["required"] = new JsonArray("settings"),
                ["properties"] = new JsonObject
                {
                    ["settings"] = new JsonObject { ["required"] = new JsonArray([.. settings]) },
                },
            },
        };

    private static JsonObject OfSettings(JsonObject settings) =>
        new() { ["properties"] = new JsonObject { ["settings"] = settings } };

    private static JsonObject Setting(PresetValue setting)
    {
        var schema = new JsonObject { ["description"] = setting.Description };
        if (setting.Default is { } value)
            schema["default"] = value;
        return schema;
    }
}
