using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using DurableTask.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Telemetry;
using static RelayFunctions.Tests.Alerts.AlertHost;

namespace RelayFunctions.Tests.Alerts;

/// <summary>The state of alerts after a restart and after a change of the catalogue.</summary>
public sealed class AlertRestartTests
{
    [Fact]
    public async Task Restart_AfterTheFailures_NotifiesOfThem()
    {
        await using var died = await StartAsync(Failures);
        died.Fail("sms");
        await died.SendAsync("sms", 3);

        await using var relay = await StartAsync(Failures, died.StorePath, died.Clock.GetUtcNow());
        await relay.PassAsync(10);

        Assert.Single(relay.Received());
    }

    [Fact]
    public async Task Restart_AfterTheMessage_NotifiesOnlyOfTheRecovery()
    {
        await using var died = await StartAsync(Failures);
        died.Fail("sms");
        await died.SendAsync("sms", 3);
        await died.PassAsync(1);
        Assert.Single(died.Received());

        await using var relay = await StartAsync(Failures, died.StorePath, died.Clock.GetUtcNow());
        await relay.PassAsync(5);
        Assert.Empty(relay.Received());
        await relay.SendAsync("sms", 1);
        await relay.PassAsync(30);

        Assert.Contains("has recovered", Assert.Single(relay.Received()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)] // The process dies there, and another one starts from its store.
    [InlineData(false)] // The store fails for a moment.
    public async Task Message_CutOffAfterTheDecision_IsSentOnce(bool dies)
    {
        using var folder = new TempFolder();
        var image = Path.Combine(folder.Path, "image.db");
        RelayHost? running = null;
        await using var cut = await RelayHost.StartAsync(catalogue: Catalogue(Failures), configure: builder =>
            builder.UseOrchestrationService(services =>
            {
                var store = services.GetRequiredService<SqliteOrchestrationService>();
                return HookedStore.Of(store, (_, args) => FailOnce(args));
            }));
        running = cut;
        cut.Fail("sms");
        await cut.SendAsync("sms", 3);
        await cut.PassAsync(1);
        Assert.Empty(cut.Received());

        await using var relay = dies ? await StartAsync(Failures, image, cut.Clock.GetUtcNow()) : null;
        await (relay ?? cut).PassAsync(10);

        Assert.Contains("has been in trouble", Assert.Single((relay ?? cut).Received()), StringComparison.Ordinal);

        void FailOnce(object?[]? args)
        {
            if (File.Exists(image) || args is not [TaskMessage { Event: ExecutionStartedEvent { Input: { } input } }, ..]
                || !input.Contains("\"alert\":\"ops\"", StringComparison.Ordinal))
                return;

            StoreImage.Copy(running!.StorePath, image);
            throw new IOException("The store is gone.");
        }
    }

    // Servers that share a task hub evaluate at the same times.
    [Fact]
    public async Task State_WrittenByAnotherServerAtTheSameMoment_IsNoError()
    {
        var isWritten = false;
        using var log = new RecordingLogger();
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue(Failures), configure: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.UseOrchestrationService(services =>
            {
                var store = services.GetRequiredService<SqliteOrchestrationService>();
                return HookedStore.Of(store, (_, args) => WriteFirst(store, args));
            });
        });
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(3);

        Assert.True(isWritten);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Timer function", StringComparison.Ordinal));
        Assert.Single(relay.Received());

        void WriteFirst(SqliteOrchestrationService store, object?[]? args)
        {
            if (isWritten || args is not [TaskMessage { OrchestrationInstance.InstanceId: "alerts", Event: ExecutionStartedEvent } message, ..])
                return;

            isWritten = true;
            store.CreateTaskOrchestrationAsync(message).GetAwaiter().GetResult();
            throw new InvalidOperationException("There is one already.");
        }
    }

    [Fact]
    public async Task Alert_Removed_EndsSilentlyAndItsStateIsDeleted()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);
        Assert.Contains("KeepAlertState", await NamesAsync(relay));

        await relay.ChangeAsync("");
        relay.Fail();
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(30);

        Assert.Single(relay.Received());
        Assert.DoesNotContain("KeepAlertState", await NamesAsync(relay));
    }

    [Fact]
    public async Task Gateway_ThatIsNotWatchedForAMoment_IsReportedOnceAndRecoversOnce()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);

        await relay.ChangeAsync(Failures.Replace("\"failures\"", "\"watch\": [\"mail\"], \"failures\"", StringComparison.Ordinal));
        await relay.PassAsync(2);
        await relay.ChangeAsync(Failures);
        await relay.PassAsync(6);
        var whileFailing = relay.Received().Count;
        relay.Fail();
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(30);

        Assert.Equal(1, whileFailing);
        Assert.Equal(2, relay.Received().Count);
        Assert.Contains("sms has recovered", relay.Received()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_ThatIsAdded_IsEvaluatedFromTheNextMinute()
    {
        await using var relay = await StartAsync("");
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(2);
        Assert.DoesNotContain("KeepAlertState", await NamesAsync(relay));

        await relay.ChangeAsync(Failures);
        await relay.PassAsync(1);

        Assert.Single(relay.Received());
    }

    private static async Task<IEnumerable<string>> NamesAsync(RelayHost relay) =>
        (await relay.Store.GetOrchestrationWithQueryAsync(new OrchestrationQuery(), TestContext.Current.CancellationToken))
            .OrchestrationState.Select(state => state.Name);
}
