using System.Collections.Concurrent;
using System.Diagnostics;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>The spans of one trace that the framework makes, in this process.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly ActivityListener _listener;

    public Spans(ActivityTraceId trace)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "DurableTask.Core",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == trace
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId != trace)
                    return;
                _ended.Enqueue(span);
                _more.Release();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async Task UntilAsync(int count)
    {
        while (_ended.Count < count)
            Assert.True(await _more.WaitAsync(TimeSpan.FromMinutes(1)), $"{_ended.Count} spans of {count}.");
    }

    /// <summary>Each span as its path of names from the caller's.</summary>
    public IEnumerable<string> Tree(ActivitySpanId root)
    {
        var parents = _ended.GroupBy(span => span.SpanId).ToDictionary(spans => spans.Key, spans => spans.First());
        return _ended.Select(Name).Order(StringComparer.Ordinal);

        string Name(Activity span) => span.ParentSpanId == root ? span.OperationName
            : parents.TryGetValue(span.ParentSpanId, out var parent) ? $"{Name(parent)} > {span.OperationName}"
            : "? > " + span.OperationName;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _more.Dispose();
    }
}
