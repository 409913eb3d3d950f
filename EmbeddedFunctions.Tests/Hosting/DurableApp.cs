using DurableTask.Sqlite;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Hosting;

/// <summary>The sample app with its durable functions, on its own file and on a clock that the test controls.</summary>
public sealed class DurableApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private readonly string _folder;
    private bool _folderIsAnothers;
    private readonly SqliteOrchestrationService _service;
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(2), TimeProvider.System);

    private DurableApp(SampleApp app, string folder, FakeTimeProvider time)
    {
        App = app;
        Time = time;
        _folder = folder;
        _service = app.App.Services.GetRequiredService<SqliteOrchestrationService>();
        Client = app.App.Services.GetRequiredService<DurableTaskClient>();
        Recorder = app.App.Services.GetRequiredService<CallRecorder>();
    }

    public SampleApp App { get; }

    public FakeTimeProvider Time { get; }

    public DurableTaskClient Client { get; }

    public CallRecorder Recorder { get; }

    /// <summary>Fires after far longer than any test takes.</summary>
    public CancellationToken Timeout => _timeout.Token;

    public static async Task<DurableApp> StartAsync(
        Action<EmbeddedFunctionsApplicationBuilder>? configure = null, params Type[] functions) => await StartAsync(
            Directory.CreateTempSubdirectory("embedded-").FullName, new FakeTimeProvider(Start), configure, functions);

    /// <summary>Starts the app on a given clock.</summary>
    public static Task<DurableApp> StartAsync(FakeTimeProvider time) =>
        StartAsync(Directory.CreateTempSubdirectory("embedded-").FullName, time, null, []);

    /// <summary>Starts another instance on the same file, like another process at the same time.</summary>
    public async Task<DurableApp> RestartAsync(params Type[] functions)
    {
        _folderIsAnothers = true;
        await App.DisposeAsync();
        return await StartAsync(_folder, Time, null, functions);
    }

    private static async Task<DurableApp> StartAsync(
        string folder, FakeTimeProvider time, Action<EmbeddedFunctionsApplicationBuilder>? configure, Type[] functions)
    {
        var app = await SampleApp.StartAsync(
            [typeof(Orchestrators), typeof(Activities), .. functions],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton<CallRecorder>();
                builder.Services.AddSingleton(_ => new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions
                {
                    Path = Path.Combine(folder, "hub.db"),
                    TimeProvider = time,
                }));
                builder.UseOrchestrationService(services => services.GetRequiredService<SqliteOrchestrationService>());
                configure?.Invoke(builder);
            });
        return new DurableApp(app, folder, time);
    }

    /// <summary>Starts an orchestrator and advances the clock, timer by timer, until it has ended.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Timeout);
        return await RunToEndAsync(id);
    }

    /// <summary>Starts an orchestrator, and returns the instance once it waits for an event.</summary>
    public async Task<OrchestrationMetadata> StartWaitingAsync(
        string id, string orchestrator = nameof(Orchestrators.Approval))
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, new StartOrchestrationOptions(id), Timeout);
        return await SettleAsync(id);
    }

    public async Task<OrchestrationMetadata> RunToEndAsync(string id)
    {
        while (true)
        {
            var instance = await SettleAsync(id);
            if (instance.IsCompleted)
                return instance;

            Time.SetUtcNow(_service.NextTimerDue ?? throw new InvalidOperationException($"Nothing moves: {instance}"));
        }
    }

    /// <summary>
    /// Starts an orchestrator whose work items are abandoned, and advances the clock over the pauses until it has
    /// ended.
    /// </summary>
    public async Task<OrchestrationMetadata> StartAndRunOverPausesAsync(string orchestrator, object? input = null)
    {
        return await RunOverPausesAsync(await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Timeout));
    }

    /// <summary>Advances the clock over the pauses of an instance until it has ended.</summary>
    public async Task<OrchestrationMetadata> RunOverPausesAsync(string id)
    {
        while (true)
        {
            // A wait has a bound of its own, which the clock may pass before the work has had its turn.
            if (await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Timeout) is { IsCompleted: true } instance)
                return instance;

            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    /// <summary>Waits until nothing more can happen without the clock.</summary>
    public Task WhenIdleAsync() => _service.WhenIdleAsync(Timeout);

    /// <summary>Returns the instance once nothing more can happen without the clock.</summary>
    public async Task<OrchestrationMetadata> SettleAsync(string id)
    {
        await _service.WhenIdleAsync(Timeout);
        return await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Timeout)
            ?? throw new InvalidOperationException($"No instance '{id}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _timeout.Dispose();
        if (!_folderIsAnothers)
            Directory.Delete(_folder, recursive: true);
    }
}
