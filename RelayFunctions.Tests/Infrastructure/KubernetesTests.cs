using DurableTask.Sqlite.Tests.Azurite;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

public sealed class KubernetesTests
{
    private static readonly string Validator = Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Kubernetes");

    public static TheoryData<string> Manifests =>
        [.. Directory.EnumerateFiles(Path.Combine(BuildOutput.Root, "infra", "kubernetes")).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task Manifest_Shipped_SatisfiesTheSchemasOfItsKinds(string name) =>
        Assert.Equal("", await FaultsOfAsync(Path.Combine(BuildOutput.Root, "infra", "kubernetes", name)));

    [Fact]
    public async Task Manifest_WithAWrongType_IsAFault()
    {
        using var folder = new TempFolder();
        var wrong = Path.Combine(folder.Path, "wrong.yaml");
        var text = await File.ReadAllTextAsync(
            Path.Combine(BuildOutput.Root, "infra", "kubernetes", "relay.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            wrong, text.Replace("replicas: 1", "replicas: one", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Contains("/spec/replicas must be integer", await FaultsOfAsync(wrong), StringComparison.Ordinal);
    }

    private static async Task<string> FaultsOfAsync(string manifest)
    {
        var (packages, problem) = await NpmPackages.InstallAsync(Validator);
        Assert.SkipWhen(problem is not null, problem ?? "");
        return await Command.RunAsync("node", Path.Combine(Validator, "validate.mjs"), packages, manifest);
    }
}
