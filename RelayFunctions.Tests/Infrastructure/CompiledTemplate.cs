using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>
/// The ARM template that main.bicep compiles to, without an error or a warning, and the parameters that main.bicepparam
/// gives if no variable is set. Both come from one run, since each run costs five seconds of processor time.
/// </summary>
[CollectionDefinition(nameof(CompiledTemplate))]
public sealed class CompiledTemplate : IAsyncLifetime, ICollectionFixture<CompiledTemplate>
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The template of the subscription, with the modules' templates inside.</summary>
    public JsonObject Main { get; private set; } = [];

    /// <summary>The parameters by name.</summary>
    public JsonNode Parameters { get; private set; } = new JsonObject();

    /// <summary>The template itself and those of its modules, by the module's symbolic name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Modules { get; private set; } = new Dictionary<string, JsonObject>();

    /// <summary>Every resource of every module.</summary>
    public IEnumerable<JsonObject> Resources => Modules.Values.SelectMany(ResourcesOf).Where(resource => !IsModule(resource));

    public async ValueTask InitializeAsync()
    {
        (Main, Parameters) = await BicepCli.BuildAsync();
        Modules = Main["resources"]!.AsObject()
            .Where(resource => IsModule(resource.Value!.AsObject()))
            .ToDictionary(resource => resource.Key, resource => resource.Value!["properties"]!["template"]!.AsObject())
            .Append(new("main", Main))
            .ToDictionary();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The resources of one type.</summary>
    public IReadOnlyList<JsonObject> OfType(string type) =>
        [.. Resources.Where(resource => resource["type"]!.GetValue<string>() == type)];

    /// <summary>The properties of the only resource of a type.</summary>
    public JsonObject PropertiesOf(string type) => Assert.Single(OfType(type))["properties"]!.AsObject();

    /// <summary>The JSON of a node with its quotation marks as they are.</summary>
    public static string TextOf(JsonNode node) => node.ToJsonString(AsWritten);

    private static IEnumerable<JsonObject> ResourcesOf(JsonObject template) =>
        template["resources"]!.AsObject().Select(resource => resource.Value!.AsObject());

    private static bool IsModule(JsonObject resource) =>
        resource["type"]!.GetValue<string>() == "Microsoft.Resources/deployments";
}
