using System.Net;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class HealthTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Health_RunningServer_IsLiveAndReadyWithoutAKey()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1"]);

        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await GetAsync(relay, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready"}"""), await GetAsync(relay, "/health/ready"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_Head_ReturnsTheStatusWithoutABody(string path)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Over HTTP/2, Kestrel does not leave out what is written in response to HEAD; clients refuse it.</summary>
    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/messages", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Head_OverHttp2_HasNoBody(string path, HttpStatusCode status)
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Kestrel:EndpointDefaults:Protocols=Http2"]);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ready_StoreThatCanNotBeWritten_Is503UntilItCan()
    {
        await using var relay = await RelayHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(relay, "/health/ready")).Status);

        File.Move(relay.StorePath, relay.StorePath + ".away");
        relay.Clock.Advance(Second);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), await GetAsync(relay, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(relay, "/health/live")).Status);

        File.Move(relay.StorePath + ".away", relay.StorePath);
        relay.Clock.Advance(Second);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(relay, "/health/ready")).Status);
    }

    [Fact]
    public async Task Ready_DiskUnderTheFloor_Is503()
    {
        await using var relay = await RelayHost.StartAsync(settings: [$"--Storage:MinFreeBytes={long.MaxValue}"]);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), await GetAsync(relay, "/health/ready"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Start_FloorThatIsNotANumber_IsRejectedByName(string floor)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RelayHost.StartAsync(settings: [$"--Storage:MinFreeBytes={floor}"]));

        Assert.Contains("Storage__MinFreeBytes", error.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(RelayHost relay, string path)
    {
        using var response = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
