using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Records the number of operations of each commit in this process since its creation.</summary>
internal sealed class CommitSizes : IDisposable
{
    private readonly ConcurrentQueue<long> _sizes = new();
    private readonly MeterListener _listener = new();

    public CommitSizes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("durabletask.sqlite.commit", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, operations, _, _) => _sizes.Enqueue(operations));
        _listener.Start();
    }

    public IReadOnlyCollection<long> Sizes => _sizes;

    public void Dispose() => _listener.Dispose();
}
