using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>What a history leaves out, since the file has it elsewhere: inputs and outputs are stored once.</summary>
/// <param name="Start">The start event as it was first stored.</param>
/// <param name="Output">The instance's output, once it has ended.</param>
/// <param name="Failure">Its failure, likewise.</param>
internal sealed record HistoryContext(
    ExecutionStartedEvent Start, string? Output = null, FailureDetails? Failure = null);
