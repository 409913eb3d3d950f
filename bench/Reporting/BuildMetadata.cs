using System.Reflection;

namespace Bench.Reporting;

/// <summary>Paths that bench.csproj writes into the assembly.</summary>
internal static class BuildMetadata
{
    public static string PathOf(string key) => typeof(BuildMetadata).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key)
        .Value!;
}
