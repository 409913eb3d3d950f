using System.Reflection;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The folders that the build of this configuration wrote.</summary>
internal static class BuildOutput
{
    public static string RelayServer { get; } = Folder("RelayServerOutput");

    public static string RelayFunctions { get; } = Folder("RelayFunctionsOutput");

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Folder("RepositoryRoot");

    /// <summary>The Bicep CLI of its NuGet package.</summary>
    public static string Bicep { get; } = Path.GetFullPath(Value("BicepPath").Replace('\\', '/'));

    public static string Configuration { get; } = Value("Configuration");

    private static string Folder(string name) => Path.GetFullPath(Value(name));

    private static string Value(string name) =>
        typeof(BuildOutput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == name).Value!;
}
