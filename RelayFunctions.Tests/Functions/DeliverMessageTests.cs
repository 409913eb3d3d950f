using System.Text.Json;
using DurableTask.Core;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Delivery;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Hosting;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Status;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Functions;

/// <summary>The orchestration with attempts that return reports which no gateway can cause on demand.</summary>
public sealed partial class DeliverMessageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-delivery-").FullName;
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly ScriptedAttempts.Script _script = new();
    private readonly RecordingLogger _log = new();
    private EmbeddedFunctionsApplication _app = null!;
    private SqliteOrchestrationService _store = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = EmbeddedFunctionsApplication.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--Relay:GatewaysFile", Path.Combine(_folder, "gateways.json")]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "gateways.json"), """{"gateways": {}}""");
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.AddFunctions(typeof(DeliverMessage), typeof(ScriptedAttempts));
        builder.UseOrchestrationService(_ => _store = new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = Path.Combine(_folder, "relay.db"), TimeProvider = _time }));
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton(_script);
        builder.Services.AddRelay(builder.Configuration);
        _app = builder.Build();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Delivery_AtTheFirstAttempt_NeedsTwoEpisodesAndOneActivity()
    {
        _script.Report = request => Delivered(request.Number);

        var id = await ScheduleAsync();
        await IdleAsync();

        Assert.Equal(MessageState.Delivered, (await StatusAsync(id)).Status);
        // Each episode's start and end, the start, the activity's call and its response, the end.
        Assert.Equal(8, await LengthOfHistoryAsync(id));
    }

    [Fact]
    public async Task Gateway_ThatIsBusyManyTimes_SpendsNoAttemptAndKeepsTheHistoryShort()
    {
        const int TimesBusy = 100;
        _script.Report = request => _script.Requests.Count <= TimesBusy
            ? AttemptReport.Busy(_time.GetUtcNow().AddSeconds(5))
            : Delivered(request.Number);

        var id = await ScheduleAsync();
        await IdleAsync();
        for (var i = 0; i < TimesBusy; i++)
        {
            Assert.Equal(Noon.AddSeconds(5 * (i + 1)), (await StatusAsync(id)).NextAttemptAt);
            Assert.True(await LengthOfHistoryAsync(id) < 80);
            await AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        var status = await StatusAsync(id);
        Assert.Equal((MessageState.Delivered, Noon), (status.Status, status.AcceptedAt));
        Assert.Equal(1, Assert.Single(status.Attempts).Number);
    }

    [Fact]
    public async Task Clocks_ThatDiffer_DoNotShortenThePause()
    {
        _script.Report = request => AttemptReport.Made(
            new Attempt(request.Number, Noon.AddSeconds(30), Noon.AddSeconds(40), 503, "503 Service Unavailable"),
            new RetryPolicy(),
            retryAfter: null);

        var id = await ScheduleAsync();
        await IdleAsync();

        Assert.Equal(Noon.AddSeconds(100), (await StatusAsync(id)).NextAttemptAt);
    }

    [Fact]
    public async Task Log_Delivery_HasOneLineAnAttemptAndOneForTheEnd()
    {
        _script.Report = request => Failed(request.Number);
        var id = await ScheduleAsync();
        await IdleAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(
            [
                $"Message {id} attempt 1 of 3 to partner failed: 503 Service Unavailable; next at 2026-01-01 12:01:00Z",
                $"Message {id} attempt 2 of 3 to partner failed: 503 Service Unavailable; next at 2026-01-01 12:02:00Z",
                $"Message {id} attempt 3 of 3 to partner failed: 503 Service Unavailable; no other follows",
                $"Message {id} to partner failed permanently, attempts made: 3; 503 Service Unavailable",
            ],
            _log.Lines.Where(line => line.StartsWith("Message", StringComparison.Ordinal)));
    }

    private DurableTaskClient Client => _app.Services.GetRequiredService<DurableTaskClient>();

    [Fact]
    public async Task Delivery_ThatFailsInsideRelay_IsLoggedWithItsStackTrace()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(DeliverMessage), TestContext.Current.CancellationToken);
        await IdleAsync();

        Assert.Single(_log.Lines, line => line.StartsWith(
            $"The delivery of message {id} failed inside ", StringComparison.Ordinal)
                && line.Contains("No message.", StringComparison.Ordinal)
                && line.Contains("   at ", StringComparison.Ordinal));
    }

    private Task<string> ScheduleAsync() => Client.ScheduleNewOrchestrationInstanceAsync(
        nameof(DeliverMessage),
        new MessageDelivery("Hello", "partner", _time.GetUtcNow()),
        new Microsoft.DurableTask.StartOrchestrationOptions(MessageId.Create(_time.GetUtcNow())),
        CancellationToken.None);

    private Task IdleAsync() => _store.WhenIdleAsync(TestContext.Current.CancellationToken);

    private async Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        await IdleAsync();
    }

    private Task CancelAsync(string id) => Client.RaiseEventAsync(id, DeliverMessage.CancelEvent);

    private async Task<MessageStatus> StatusAsync(string id) => MessageStatusReader.Read(
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("There is no such instance."));

    private async Task<int> LengthOfHistoryAsync(string id)
    {
        var history = await ((IOrchestrationServiceClient)_store).GetOrchestrationHistoryAsync(id, executionId: null);
        return JsonDocument.Parse(history).RootElement.GetArrayLength();
    }

    private AttemptReport Delivered(int number) =>
        AttemptReport.Made(new Attempt(number, _time.GetUtcNow(), _time.GetUtcNow(), 200), new RetryPolicy(), null);

    private AttemptReport Failed(int number) => AttemptReport.Made(
        new Attempt(number, _time.GetUtcNow(), _time.GetUtcNow(), 503, "503 Service Unavailable"), new RetryPolicy(), null);
}
