using System.Reflection;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The folders that the build of this configuration wrote; a project that links this names those it asks for.</summary>
internal static class BuildOutput
{
    public static string RelayServer => Folder("RelayServerOutput");

    public static string RelayFunctions => Folder("RelayFunctionsOutput");

    /// <summary>The folder of the repository.</summary>
    public static string Root => Folder("RepositoryRoot");

    /// <summary>The Bicep CLI of its NuGet package.</summary>
    public static string Bicep => Path.GetFullPath(Value("BicepPath").Replace('\\', '/'));

    public static string Configuration => Value("Configuration");

    private static string Folder(string name) => Path.GetFullPath(Value(name));

    private static string Value(string name) =>
        typeof(BuildOutput).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == name).Value!;
}
