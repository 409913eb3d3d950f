using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Gateways.Auth;
using RelayFunctions.Tests.Gateways.Schema;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>The catalogues in the documentation are valid.</summary>
public sealed partial class DocumentedCatalogueTests
{
    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("docs/gateways.md", 10)]
    [InlineData("docs/gateways/authentication.md", 2)]
    [InlineData("docs/gateways/limits.md", 2)]
    [InlineData("docs/gateways/network.md", 3)]
    [InlineData("docs/gateways/presets.md", 1)]
    [InlineData("docs/gateways/responses.md", 2)]
    [InlineData("docs/alerts.md", 1)]
    [InlineData("docs/howto.md", 1)]
    public void Catalogue_OfAPage_HasNoFault(string page, int atLeast)
    {
        var catalogues = CataloguesOf(page);

        Assert.True(catalogues.Length >= atLeast, $"there are {catalogues.Length}");
        Assert.All(catalogues, text => Assert.Empty(CatalogueSchema.FaultsOf(text, [.. SecretsOf(text)])));
    }

    /// <summary>Every key can come from configuration, alone and over the same key of the file.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/gateways.md")]
    [InlineData("docs/gateways/authentication.md")]
    [InlineData("docs/gateways/limits.md")]
    [InlineData("docs/gateways/network.md")]
    [InlineData("docs/gateways/presets.md")]
    [InlineData("docs/gateways/responses.md")]
    [InlineData("docs/alerts.md")]
    [InlineData("docs/howto.md")]
    [InlineData(null)]
    public void Catalogue_InAppSettings_HasNoFault(string? page)
    {
        var catalogues = page is null ? [FullExample.Text] : CataloguesOf(page);

        foreach (var text in catalogues)
        {
            Assert.Empty(FaultsOf(text, text));
            Assert.Empty(FaultsOf("""{"gateways": {}}""", text));
        }
    }

    private static IReadOnlyList<string> FaultsOf(string text, string appSettings) => CatalogueLoader.Load(
        text,
        Path.Combine(FullExample.Folder, "gateways.json"),
        new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(appSettings)))
            .AddInMemoryCollection(SecretsOf(appSettings).Select(secret => KeyValuePair.Create(secret.Key, (string?)secret.Value)))
            .Build(),
        baseUrl: null,
        canUseOwnAddress: true,
        TimeProvider.System).Faults;

    private static string[] CataloguesOf(string page) =>
    [
        .. CataloguePattern().Matches(File.ReadAllText(Path.Combine(BuildOutput.Root, page)))
            .Select(match => match.Groups[1].Value)
            .Where(text => text.Contains("\"gateways\"", StringComparison.Ordinal)),
    ];

    // The secrets that its templates read, and those of its presets.
    private static IEnumerable<(string Key, string Value)> SecretsOf(string text)
    {
        foreach (var (name, entry) in JsonNode.Parse(text)!["gateways"]!.AsObject())
        {
            var read = SecretPattern().Matches(entry!.ToJsonString()).Select(match => match.Groups[1].Value);
            var preset = entry["preset"] is { } known ? PresetLibrary.Find(known.GetValue<string>())!.Secrets.Select(secret => secret.Name) : [];
            foreach (var secret in read.Concat(preset).Distinct())
                yield return ($"Gateways:{name}:secrets:{secret}", secret == "privateKey" ? TestKey.Pem : FullExample.AnySecret);
        }
    }

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CataloguePattern();

    [GeneratedRegex(@"secrets\.(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex SecretPattern();
}
