using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>The values that a history leaves out, since the file stores inputs and outputs once.</summary>
/// <param name="Start">The start event as it was first stored.</param>
/// <param name="Output">The instance's output, once it has ended.</param>
/// <param name="Failure">The instance's failure, once it has ended.</param>
internal sealed record HistoryContext(
    ExecutionStartedEvent Start, string? Output = null, FailureDetails? Failure = null);
