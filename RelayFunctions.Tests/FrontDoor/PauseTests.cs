using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Tests.Delivery;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The pause between attempts when timers fire early or clocks are changed.</summary>
public sealed class PauseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, null)]
    [InlineData(999, null)]
    [InlineData(1000, "300")]
    public async Task Message_BackendFiresTimersEarly_IsTriedNoSoonerThanItsPauseAllows(int milliseconds, string? retryAfter)
    {
        var early = TimeSpan.FromMilliseconds(milliseconds);
        var pause = retryAfter is null ? Minute : 5 * Minute;
        await using var relay = await RelayHost.StartAsync(configure: builder =>
            builder.UseOrchestrationService(services =>
                HookedStore.Of(
                    services.GetRequiredService<SqliteOrchestrationService>(), (_, args) => FireEarly(args, early))));
        relay.Gateway.Respond = _ =>
            retryAfter is null ? StubResponse.Unavailable : StubResponse.Unavailable with { Headers = [("Retry-After", retryAfter)] };
        var start = relay.Clock.GetUtcNow();

        await relay.SendAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await relay.Gateway.ArrivalAsync();
            await relay.IdleAsync();
            relay.Clock.Advance(pause - early);
            // An attempt that the early timer started would be seen within this time.
            for (var i = 0; i < 2_000; i++)
                await Task.Yield();
            relay.Clock.Advance(early);
        }

        Assert.Equal([start, start + pause, start + (2 * pause)], relay.Gateway.Requests.Select(request => request.At));
    }

    [Fact]
    public async Task Message_ClockIsSetForward_IsTriedAMinuteLaterNonetheless()
    {
        ShiftedClock? clock = null;
        await using var relay = await RelayHost.StartAsync(configure: builder =>
            builder.Services.AddSingleton<TimeProvider>(clock = new ShiftedClock(ClockOf(builder))));
        var attempts = relay.Services.GetRequiredService<AttemptsInFlight>();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var start = relay.Clock.GetUtcNow();
        await relay.SendAsync();
        await relay.IdleAsync();

        clock!.Shift = TimeSpan.FromHours(1);
        // The store is not idle while a timer is due that it has not read, so the test can't wait for that.
        while (relay.Gateway.Requests.Count < 2)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            // An attempt in flight would time out on a clock that advances faster than the machine sends.
            if (attempts.Count == 0)
                relay.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 200; i++)
                await Task.Yield();
        }

        var again = relay.Gateway.Requests[1];
        Assert.True(again.Attempt > 1);
        Assert.True(again.At - start >= Minute, $"{again.At - start}");
    }

    [Fact]
    public async Task Attempt_AbortedByAStop_IsNotATimeoutAndUsesUpNone()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Never;
        var id = await relay.SendAsync();
        await relay.Gateway.ArrivalAsync();

        // The end of the worker cuts off an attempt in flight like this.
        relay.Services.GetRequiredService<GatewayHttpClients>().Dispose();
        await relay.IdleAsync();

        var status = await relay.StatusAsync(id);
        Assert.Equal(0, status.GetProperty("attempts").GetArrayLength());
        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.Equal(
            relay.Clock.GetUtcNow().AddSeconds(5), status.GetProperty("nextAttemptAt").GetDateTimeOffset());
    }

    private static void FireEarly(object?[]? args, TimeSpan early)
    {
        foreach (var timer in (args ?? []).OfType<IList<TaskMessage>>().SelectMany(messages => messages)
            .Select(message => message.Event).OfType<TimerFiredEvent>())
            timer.FireAt -= early;
    }

    private static TimeProvider ClockOf(EmbeddedFunctionsApplicationBuilder builder) =>
        (TimeProvider)builder.Services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
}
