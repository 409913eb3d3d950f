using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Package;

/// <summary>The result of <c>dotnet pack</c> of this build.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    /// <summary>The folder with the package, which is a feed of NuGet's.</summary>
    public string Feed => _folder.Path;

    /// <summary>NuGet's cache on this machine, with all that this build restored: a feed too.</summary>
    public static string Restored { get; } = BuildProperty("NuGetPackages");

    public async ValueTask InitializeAsync() => await DotnetCommand.RunAsync(
        Feed, "pack", BuildProperty("Project"), "--no-build", "-c", BuildProperty("Configuration"), "-o", Feed);

    public IReadOnlyList<string> Files(string extension)
    {
        using var package = Open(extension);
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    public string Text(string file)
    {
        using var package = Open("nupkg");
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    public XElement Metadata => XDocument.Parse(Text("DurableTask.Sqlite.nuspec")).Root!.Elements().Single();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private ZipArchive Open(string extension) =>
        ZipFile.OpenRead(Directory.GetFiles(Feed, "*." + extension).Single());

    private static string BuildProperty(string name) => typeof(PackedPackage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!;
}
