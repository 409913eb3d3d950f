using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace RelayFunctions.WebConsole;

/// <summary>The files of the console, from the assembly, so that every host serves the same.</summary>
internal static class ConsoleFiles
{
    public const string Page = "index.html";

    private const string Folder = "Console/";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Lazy<Dictionary<string, ConsoleFile>> Files = new(Load);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, ConsoleFile> All => Files.Value;

    private static Dictionary<string, ConsoleFile> Load()
    {
        var assembly = typeof(ConsoleFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(
                resource => resource[Folder.Length..], resource => Read(assembly, resource), StringComparer.Ordinal);
    }

    private static ConsoleFile Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return new ConsoleFile(
            content, ContentTypes[Path.GetExtension(resource)], new EntityTagHeaderValue($"\"{hash}\""));
    }
}
