using System.Net;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Health;
using RelayFunctions.Tests.Telemetry;

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

    // The operator reads the reason here: nothing else may try to write for hours.
    [Fact]
    public async Task Ready_StoreThatCanNotBeWritten_IsLoggedWithTheReason()
    {
        using var log = new RecordingLogger();
        await using var relay = await StartAsync(log);
        await GetAsync(relay, "/health/ready");
        File.Move(relay.StorePath, relay.StorePath + ".away");
        relay.Clock.Advance(Second);

        await GetAsync(relay, "/health/ready");

        Assert.Equal(
            [$"Not ready: The store '{relay.StorePath}' can't be written at the moment: the file was deleted or replaced while it is open. Stop this process, put the file back, and start again."],
            NotReady(log));
    }

    // The size that is free changes from one check to the next, which must not be a new line in each of them.
    [Fact]
    public async Task Ready_DiskUnderTheFloor_IsLoggedWithoutWhatChanges()
    {
        using var log = new RecordingLogger();
        await using var relay = await StartAsync(log, $"--Storage:MinFreeBytes={long.MaxValue}");

        await GetAsync(relay, "/health/ready");

        Assert.Equal(
            [$"Not ready: the disk of the store has fewer free bytes than Storage__MinFreeBytes, {long.MaxValue}"], NotReady(log));
    }

    [Fact]
    public async Task Ready_ChecksThatFail_AreLoggedWithTheirFirstLineOnce()
    {
        using var log = new RecordingLogger();
        await using var relay = await StartAsync(log, configure: services => services
            .AddSingleton<IReadinessCheck>(new FailingCheck("out of reach\nRequestId: 1"))
            .AddSingleton<IReadinessCheck>(new FailingCheck("out of reach\nRequestId: 2")));

        await GetAsync(relay, "/health/ready");

        Assert.Equal(["Not ready: out of reach"], NotReady(log));
    }

    [Fact]
    public async Task Ready_CheckWithoutAnEnd_IsLoggedAsTheLackOfAResponse()
    {
        using var log = new RecordingLogger();
        var check = new EndlessCheck();
        await using var relay = await StartAsync(log, configure: services => services.AddSingleton<IReadinessCheck>(check));

        var response = GetAsync(relay, "/health/ready");
        await check.Called;
        relay.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await response).Status);
        Assert.Equal(["Not ready: the store did not respond within 5 s"], NotReady(log));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Start_FloorThatIsNotANumber_IsRejectedByName(string floor)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RelayHost.StartAsync(settings: [$"--Storage:MinFreeBytes={floor}"]));

        Assert.Contains("Storage__MinFreeBytes", error.Message, StringComparison.Ordinal);
    }

    private static Task<RelayHost> StartAsync(
        RecordingLogger log, string? setting = null, Action<IServiceCollection>? configure = null) =>
        RelayHost.StartAsync(settings: setting is null ? [] : [setting], configure: builder =>
        {
            builder.Logging.AddProvider(log);
            configure?.Invoke(builder.Services);
        });

    private static IEnumerable<string> NotReady(RecordingLogger log) =>
        log.Lines.Where(line => line.StartsWith("Not ready", StringComparison.Ordinal));

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(RelayHost relay, string path)
    {
        using var response = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class FailingCheck(string message) : IReadinessCheck
    {
        public Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
            throw new IOException(message);
    }

    private sealed class EndlessCheck : IReadinessCheck
    {
        private readonly TaskCompletionSource _called = new();

        public Task Called => _called.Task;

        public async Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken)
        {
            _called.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return null;
        }
    }
}
