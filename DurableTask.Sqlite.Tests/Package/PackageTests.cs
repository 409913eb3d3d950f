using System.Xml.Linq;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Package;

public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    private static readonly string Consumer = Path.Combine(AppContext.BaseDirectory, "Package", "Consumer");

    [Fact]
    public void Package_DependsOnlyOnTheFrameworkAndSqlite() => Assert.Equal(
        ["Microsoft.Azure.DurableTask.Core", "Microsoft.Data.Sqlite"],
        package.Metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(Id).Order());

    [Fact]
    public void Package_HasTheAssemblyItsDocumentationItsReadmeAndItsSymbols()
    {
        var files = package.Files("nupkg");

        Assert.Contains("lib/net10.0/DurableTask.Sqlite.dll", files);
        Assert.Contains("lib/net10.0/DurableTask.Sqlite.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("lib/net10.0/DurableTask.Sqlite.pdb", package.Files("snupkg"));
    }

    [Fact]
    public async Task Readme_ItsExample_IsTheConsumersProgram()
    {
        var program = await File.ReadAllTextAsync(
            Path.Combine(Consumer, "Program.cs"), TestContext.Current.CancellationToken);

        Assert.Contains($"```csharp\n{program}```", package.Text("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_Options_AreAllNamed() => Assert.All(
        typeof(SqliteOrchestrationServiceOptions).GetProperties(),
        option => Assert.Contains($"\n| `{option.Name}` |", package.Text("README.md"), StringComparison.Ordinal));

    // A project outside this solution. The package's dependencies come from NuGet's cache, where this build's restore
    // put them: nothing is downloaded, and nothing is left in the cache.
    [Fact]
    public async Task Consumer_WithOnlyThePackage_RunsTheExample()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Consumer))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        var output = await DotnetCommand.RunAsync(
            folder.Path,
            "run",
            "-p:RunAnalyzers=false",
            $"-p:RestoreSources={package.Feed}%3B{PackedPackage.Restored}",
            $"-p:RestoreFallbackFolders={PackedPackage.Restored}",
            $"-p:RestorePackagesPath={Path.Combine(folder.Path, "packages")}");

        Assert.Equal("\"Hello, you!\"", output.TrimEnd().Split('\n')[^1]);
        Assert.True(File.Exists(Path.Combine(folder.Path, "data", "hub.db")));
    }

    private static string Id(XElement dependency) => dependency.Attribute("id")!.Value;
}
