using System.Threading.RateLimiting;
using DurableTask.Core;
using DurableTask.Core.History;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// Bounds the memory of work items in flight by the size of their texts. Orchestrators and activities have separate
/// shares, so that slow activities do not delay orchestrators.
/// </summary>
internal sealed class WorkMemory : IDisposable
{
    private const int BytesPerPermit = 1024;

    // Measured with messages of 250,000 characters: text, UTF-8 and parsed form of inputs and results live at once.
    private const int BytesPerCharacter = 12;
    private const int BytesPerItem = 16 * 1024;

    /// <summary>Each kind of work item may take the available memory divided by this number.</summary>
    private const int ShareDivisor = 6;

    private readonly ConcurrencyLimiter _limiter;
    private readonly int _permits;

    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    public WorkMemory(long availableBytes)
    {
        _permits = (int)Math.Min(int.MaxValue, (availableBytes / ShareDivisor / BytesPerPermit) + 1);
        _limiter = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions { PermitLimit = _permits, QueueLimit = int.MaxValue });
    }

    /// <summary>
    /// Waits until there is memory for the work item; an item larger than the whole share runs while no other does.
    /// </summary>
    /// <returns>The lease, to be disposed when the work item is returned.</returns>
    public ValueTask<RateLimitLease> ReserveAsync(TaskActivityWorkItem item, CancellationToken cancellationToken) =>
        ReserveAsync(CharactersOf(item.TaskMessage?.Event), cancellationToken);

    /// <inheritdoc cref="ReserveAsync(TaskActivityWorkItem, CancellationToken)"/>
    public ValueTask<RateLimitLease> ReserveAsync(
        TaskOrchestrationWorkItem item, CancellationToken cancellationToken) =>
        ReserveAsync(
            (item.OrchestrationRuntimeState?.Events.Sum(CharactersOf) ?? 0)
                + (item.NewMessages?.Sum(message => CharactersOf(message.Event)) ?? 0),
            cancellationToken);

    public void Dispose() => _limiter.Dispose();

    private ValueTask<RateLimitLease> ReserveAsync(long characters, CancellationToken cancellationToken) =>
        _limiter.AcquireAsync(
            (int)Math.Min(_permits, ((characters * BytesPerCharacter) + BytesPerItem) / BytesPerPermit),
            cancellationToken);

    private static long CharactersOf(HistoryEvent? @event) => @event switch
    {
        ExecutionStartedEvent started => Length(started.Input),
        TaskScheduledEvent scheduled => Length(scheduled.Input),
        TaskCompletedEvent completed => Length(completed.Result),
        EventRaisedEvent raised => Length(raised.Input),
        SubOrchestrationInstanceCreatedEvent created => Length(created.Input),
        SubOrchestrationInstanceCompletedEvent completed => Length(completed.Result),
        _ => 0,
    };

    private static long Length(string? text) => text?.Length ?? 0;
}
