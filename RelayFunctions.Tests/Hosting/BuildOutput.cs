using System.Reflection;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The folders that the build of this configuration wrote.</summary>
internal static class BuildOutput
{
    public static string RelayServer { get; } = Folder("RelayServerOutput");

    public static string RelayFunctions { get; } = Folder("RelayFunctionsOutput");

    private static string Folder(string name) =>
        Path.GetFullPath(typeof(BuildOutput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == name).Value!);
}
