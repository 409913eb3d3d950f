namespace EndToEnd.Tests.Targets;

/// <summary>
/// A worker host for the tests of one collection, which use it one after the other: they kill its worker, or count all
/// log lines. A separate host for each test would cost five seconds of processor time.
/// </summary>
[CollectionDefinition(nameof(SerialWorker))]
public sealed class SerialWorker(RelayTargets targets) : ICollectionFixture<SerialWorker>, IAsyncDisposable
{
    /// <summary>The name of its task hub.</summary>
    public const string TaskHub = "RelaySerial";

    private WorkerTarget? _worker;

    /// <summary>Starts it for the first test that asks for it.</summary>
    internal async Task<WorkerTarget> GetAsync() => _worker ??= await targets.OwnWorkerAsync(
        TaskHub, ("Relay__MaxMessageBytes", "5000000"), ("Relay__Retention", "01:00:00"));

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
            await _worker.DisposeAsync();
    }
}
