using System.IO.Compression;
using System.Security.Cryptography;

namespace RelayFunctions.ApiDescription;

/// <summary>
/// The description of the API and the page that shows it, from the assembly, so that every host serves the same.
/// </summary>
internal static class ApiFiles
{
    /// <summary>The description, OpenAPI 3.1.</summary>
    public static byte[] Description { get; } = Read("openapi.json");

    /// <summary>The page.</summary>
    public static byte[] Page { get; } = Read("docs.html");

    /// <summary>The hash by which a Content-Security-Policy allows the page's own script.</summary>
    public static string PageScriptHash { get; } = $"sha256-{Convert.ToBase64String(SHA256.HashData(PageScript()))}";

    /// <summary>
    /// Scalar's API reference (npm @scalar/api-reference 1.46.4, dist/browser/standalone.js, MIT), gzipped.
    /// </summary>
    public static byte[] Script { get; } = Read("scalar-1.46.4.js.gz");

    /// <summary>The script for the few callers that do not accept gzip.</summary>
    public static byte[] PlainScript()
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(Script), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] PageScript()
    {
        var page = Page.AsSpan();
        page = page[(page.IndexOf("<script>"u8) + "<script>".Length)..];
        return page[..page.IndexOf("</script>"u8)].ToArray();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(ApiFiles).Assembly.GetManifestResourceStream($"Api/{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
