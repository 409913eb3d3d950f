using System.Net;
using System.Reflection;
using DurableTask.Core;
using DurableTask.Sqlite;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Storage;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Storage;

/// <summary>The responses to callers while the store of either host is unavailable.</summary>
public sealed class StoreOutageTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, true)]
    [InlineData(StatusCode.DeadlineExceeded, true)]
    [InlineData(StatusCode.Internal, true)]
    [InlineData(StatusCode.Unknown, true)]
    [InlineData(StatusCode.InvalidArgument, false)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    [InlineData(StatusCode.NotFound, false)]
    public void Find_StatusOfTheDurableExtension_IsAnOutageOrNot(StatusCode code, bool isOutage) => Assert.Equal(
        isOutage,
        new DurableExtensionOutageClassifier().Classify(new RpcException(new Status(code, "AccountKey=s3cret"))) is not null);

    [Fact]
    public void Find_AnyOtherException_IsNotAnOutage() =>
        Assert.Null(new DurableExtensionOutageClassifier().Classify(new InvalidOperationException()));

    [Theory]
    [InlineData("POST", "/send_message")]
    [InlineData("GET", "/messages/01980000-0000-7000-8000-000000000000")]
    [InlineData("POST", "/messages/01980000-0000-7000-8000-000000000000/cancel")]
    public async Task Call_StoreOutage_Is503WithRetryAfterAndWithoutTheStoresMessage(string method, string path)
    {
        using var response = await SendAsync(
            method, path, () => new RpcException(new Status(StatusCode.Unavailable, "AccountKey=s3cret")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(
            "s3cret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/send_message")]
    [InlineData("GET", "/messages/01980000-0000-7000-8000-000000000000")]
    [InlineData("POST", "/messages/01980000-0000-7000-8000-000000000000/cancel")]
    public async Task Call_TooLittleMemory_Is503WithRetryAfter(string method, string path)
    {
        using var response = await SendAsync(
            method, path, () => new AggregateException(new InvalidOperationException("", new InsufficientMemoryException())));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task TimerFunctions_StoreOutage_LogOneLineWithoutTheStoresMessage()
    {
        var log = new RecordingLogger();
        await using var relay = await StartAsync(
            () => new RpcException(new Status(StatusCode.Unavailable, "AccountKey=s3cret")), log);

        await relay.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Contains(log.Lines, line => line.StartsWith("PurgeEnded was interrupted", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("WatchGateways was interrupted", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> SendAsync(string method, string path, Func<Exception> failure)
    {
        await using var relay = await StartAsync(failure);
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method == "GET" ? null : new StringContent("""{"message": "a", "gateway": "gateway_1"}"""),
        };
        return await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<RelayHost> StartAsync(Func<Exception> failure, RecordingLogger? log = null) =>
        RelayHost.StartAsync(configure: builder =>
        {
            if (log is not null)
                builder.Logging.AddProvider(log).AddFilter<RecordingLogger>(null, LogLevel.Warning);
            builder.Services.AddSingleton<IOutageClassifier, DurableExtensionOutageClassifier>();
            builder.UseOrchestrationService(services => HookedStore.Of(
                services.GetRequiredService<SqliteOrchestrationService>(), (method, _) => FailClient(method, failure)));
        });

    private static void FailClient(MethodInfo method, Func<Exception> failure)
    {
        if (method.DeclaringType == typeof(IOrchestrationServiceClient)
            || method.DeclaringType == typeof(IOrchestrationServicePurgeClient))
            throw failure();
    }
}
