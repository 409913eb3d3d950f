using DurableTask.Core;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite;

/// <summary>The options of a <see cref="SqliteOrchestrationService"/>. Immutable once made.</summary>
public sealed class SqliteOrchestrationServiceOptions
{
    /// <summary>How other names of databases begin, which would silently become the names of files.</summary>
    private static readonly string[] OtherNames = [":memory:", "file:", "Data Source=", "DataSource=", "Filename="];

    /// <summary>
    /// The file that contains everything. It is created, with its folder, if it is missing. It is a path, not a
    /// connection string or URI, and there is no store in memory: a test takes a file in a temporary folder.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The source of all times, those of instances and those of timers. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many orchestrations may run at once; at least 1. Default: 256.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 256;

    /// <summary>How many activities may run at once; at least 1. Default: 256.</summary>
    public int MaxConcurrentActivities { get; init; } = 256;

    /// <summary>
    /// How many writes may wait for the writer; at least 1. A client call fails if the queue is full, or if the waiting
    /// writes have 64 MiB or a 32nd of the memory that the runtime has available, with
    /// <see cref="WriteQueueFullException"/>. Default: 10,000.
    /// </summary>
    public int WriteQueueCapacity { get; init; } = 10_000;

    /// <summary>
    /// How many new orchestrations, active orchestrations and activities may each be ready in memory; at least 1. The
    /// rest waits in the file. Instances with due timers are counted separately, up to 2,000. Default: 20,000, or fewer
    /// if less than 1.25 GiB of memory is available.
    /// </summary>
    public int ReadyQueueCapacity { get; init; } = MemoryBounds.ReadyQueueCapacity;

    /// <summary>
    /// About how many bytes waiting instances may take in memory, so that their next episode reads nothing; 0 keeps
    /// none. Default: 32 MiB, or a 32nd of the memory that the runtime has available if that is less.
    /// </summary>
    public long HistoryCacheBytes { get; init; } = MemoryBounds.HistoryCacheBytes;

    /// <summary>
    /// Computes the keys that an instance is searched by, for <see cref="SqliteOrchestrationService.SearchAsync"/>. It
    /// is called with the state of an instance when the instance is created and after each of its episodes, on the
    /// threads of those. Null for an instance that is not searched. It must be quick and must not throw. Default: null,
    /// nothing is searched.
    /// </summary>
    public Func<OrchestrationState, SearchKeys?>? SearchKeysOf { get; init; }

    /// <summary>Checks the values, as the service does when it is created.</summary>
    /// <exception cref="ArgumentException">A value is invalid; the exception names it.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        if (System.IO.Path.EndsInDirectorySeparator(Path))
            throw new ArgumentException($"'{Path}' names a folder, not a file.", nameof(Path));
        if (OtherNames.Any(name => Path.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException(
                $"'{Path}' must be the path of a file, as in data/hub.db: no connection string, no URI, and there is no "
                    + "store in memory.",
                nameof(Path));
        }

        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentOrchestrations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentActivities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WriteQueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadyQueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(HistoryCacheBytes);
    }
}
