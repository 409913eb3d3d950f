using System.Text.Json;
using Json.Schema;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Tests.Gateways.Loading;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Schema;

/// <summary>The schema of gateways.json as it is in the repository, and the loader to compare it with.</summary>
internal static class CatalogueSchema
{
    private static readonly JsonDocumentOptions AsWrittenByHand = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static string Path { get; } = System.IO.Path.Combine(BuildOutput.Root, "RelayFunctions", "gateways.schema.json");

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(File.ReadAllText(Path)));

    /// <summary>Whether an editor finds no fault in a file.</summary>
    public static bool Accepts(string text)
    {
        using var document = JsonDocument.Parse(text, AsWrittenByHand);
        return Schema.Value.Evaluate(document.RootElement).IsValid;
    }

    /// <summary>Returns the loader's faults of a file, with secrets and other settings from configuration.</summary>
    public static IReadOnlyList<string> FaultsOf(string text, params (string Key, string Value)[] settings) =>
        CatalogueLoader.Load(
            text,
            System.IO.Path.Combine(FullExample.Folder, "gateways.json"),
            CatalogueLoaderTests.Settings(settings),
            baseUrl: null,
            canUseOwnAddress: true,
            TimeProvider.System).Faults;
}
