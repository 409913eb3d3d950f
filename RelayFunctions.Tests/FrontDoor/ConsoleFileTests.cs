using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RelayFunctions.WebConsole;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The files of the console's page, as a browser receives them.</summary>
public sealed partial class ConsoleFileTests
{
    private const int MaxBytes = 150 * 1024;

    [Fact]
    public async Task Console_WithoutAKey_IsServedWithAStrictPolicy()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1"]);

        foreach (var path in ConsoleFiles.All.Keys.Where(name => name != ConsoleFiles.Page).Select(name => $"/console/{name}").Append("/console"))
        {
            using var response = await GetAsync(relay, path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Theory]
    [InlineData("/messages", "no-store")]
    [InlineData("/nothing", "no-store")]
    [InlineData("/console", "no-cache")]
    public async Task Responses_OnlyThoseOfTheConsole_MayBeCached(string path, string cache)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await GetAsync(relay, path);

        Assert.Equal(cache, response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Console_FileThatTheBrowserHas_IsNotSentAgain()
    {
        await using var relay = await RelayHost.StartAsync();
        using var first = await GetAsync(relay, "/console/app.js");

        using var second = await GetAsync(relay, "/console/app.js", first.Headers.ETag);

        Assert.Equal("text/javascript", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/console/none.js", 404)]
    [InlineData("/console/%2e%2e%2fgateways.json", 404)]
    [InlineData("/console/vendor/preact-htm.js", 404)]
    [InlineData("/console/README.md", 404)]
    public async Task Console_OtherPaths_AreNotServed(string path, int status)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await GetAsync(relay, path);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Console_WithASlash_RedirectsToThePageUnderAnyPrefix()
    {
        await using var relay = await RelayHost.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = relay.Http.BaseAddress };

        using var response = await http.GetAsync(new Uri("/console/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("../console", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public void ConsoleFiles_InAll_AreSmallAndNameNoOtherOrigin()
    {
        Assert.InRange(ConsoleFiles.All.Values.Sum(file => file.Content.Length), 1, MaxBytes);
        foreach (var (name, file) in ConsoleFiles.All)
        {
            var addresses = Address().Matches(Encoding.UTF8.GetString(file.Content)).Select(match => match.Value)
                .Where(address => !address.StartsWith("http://www.w3.org/", StringComparison.Ordinal));
            Assert.Equal($"{name}: ", $"{name}: {string.Join(' ', addresses)}");
        }
    }

    [Fact]
    public void ConsoleFiles_OfOthers_AreTheReleasedOnes()
    {
        // htm 3.1.1, preact/standalone.module.js: see the README beside the file.
        Assert.Equal(
            "72284e8e9079c87817145df1110f74e8a2aa040b2fc384922e18dfcb46fc1fd7",
            Convert.ToHexStringLower(SHA256.HashData(ConsoleFiles.All["preact-htm.js"].Content)));
    }

    private static async Task<HttpResponseMessage> GetAsync(RelayHost relay, string path, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("https?://[^\\s\"'`)]+|url\\(")]
    private static partial Regex Address();
}
