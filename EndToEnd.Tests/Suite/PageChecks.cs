using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Suite;

/// <summary>The links of the pages to their files, to the API and to messages work under any route prefix.</summary>
internal static partial class PageChecks
{
    private static CancellationToken TestStopped => TestContext.Current.CancellationToken;

    /// <param name="http">A client of the host.</param>
    /// <param name="prefix">The route prefix with a slash before it; empty for none.</param>
    public static async Task RunAsync(HttpClient http, string prefix)
    {
        var root = new Uri(http.BaseAddress!, $"{prefix}/");
        foreach (var page in new[] { "console", "docs" })
        {
            foreach (var slash in new[] { "", "/" })
            {
                using var response = await http.GetAsync(new Uri(root, page + slash), TestStopped);
                Assert.Equal(new Uri(root, page), response.RequestMessage!.RequestUri);
                Assert.Equal(("text/html", true), (response.Content.Headers.ContentType?.MediaType, response.Headers.Contains("Content-Security-Policy")));
                await FilesAsync(http, root, new Uri(root, page), await response.Content.ReadAsStringAsync(TestStopped));
            }
        }

        var description = JsonElement.Parse(await http.GetStringAsync(new Uri(root, "openapi.json"), TestStopped));
        Assert.Equal(root, new Uri(new Uri(root, "openapi.json"), description.GetProperty("servers")[0].GetProperty("url").GetString()!));
        using var accepted = await http.PostAsync($"{prefix}/send_message", """{"message": "a", "gateway": "gateway_1"}""");
        Assert.StartsWith($"{prefix}/messages/", accepted.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var message = await http.GetAsync(accepted.Headers.Location, TestStopped);
        Assert.Equal(200, (int)message.StatusCode);
    }

    private static async Task FilesAsync(HttpClient http, Uri root, Uri page, string text)
    {
        var files = FilePattern().Matches(text).Select(match => new Uri(page, match.Groups[1].Value)).Distinct().ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.StartsWith(root.AbsoluteUri, file.AbsoluteUri, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var response = await http.SendAsync(request, TestStopped);
            Assert.True(response.IsSuccessStatusCode, $"{file} {response.StatusCode}");
            await using var body = await response.Content.ReadAsStreamAsync(TestStopped);
            await using var plain = response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body;
            using var reader = new StreamReader(plain);
            Assert.NotEmpty(await reader.ReadToEndAsync(TestStopped));
        }
    }

    [GeneratedRegex("(?:src|href|data-url)=\"([^\"]+)\"")]
    private static partial Regex FilePattern();
}
