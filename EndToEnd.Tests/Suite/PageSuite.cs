using EndToEnd.Tests.Targets;

namespace EndToEnd.Tests.Suite;

/// <summary>The pages, their files and the streams are the same on each host.</summary>
public abstract class PageSuite
{
    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Pages_AndTheirFiles_AreServed() => await PageChecks.RunAsync((await TargetAsync()).Http, "");

    [Fact]
    public async Task ConsoleFile_ThatTheBrowserHas_Is304()
    {
        var http = (await TargetAsync()).Http;
        using var first = await http.GetAsync(new Uri("/console/app.js", UriKind.Relative), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/console/app.js", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var unknown = await http.GetAsync(new Uri("/console/nothing.js", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((304, 404), ((int)second.StatusCode, (int)unknown.StatusCode));
    }

    [Fact]
    public async Task Overview_Streamed_HasAnEventAtOnce()
    {
        var http = (await TargetAsync()).Http;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/overview/events", UriKind.Relative));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("data: {", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
