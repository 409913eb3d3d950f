using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite;

/// <content>What clients call.</content>
public sealed partial class SqliteOrchestrationService
{
    /// <summary>
    /// Creates an instance. Rejects the id of an active instance, and replaces an instance that has ended.
    /// </summary>
    /// <inheritdoc cref="CreateTaskOrchestrationAsync(TaskMessage, OrchestrationStatus[])"/>
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage) =>
        CreateTaskOrchestrationAsync(creationMessage, null);

    /// <summary>Creates an instance. It is on disk when the task ends.</summary>
    /// <param name="creationMessage">The message with its <see cref="ExecutionStartedEvent"/>.</param>
    /// <param name="dedupeStatuses">
    /// The statuses of an instance with the same id that reject the new one. In any other status the instance is
    /// replaced, even if it is active. Null means pending, running and suspended.
    /// </param>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is rejected.</exception>
    /// <exception cref="WriteQueueFullException">The write queue is full; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    /// <exception cref="ArgumentException">
    /// The message has no start event or no name, or the id is empty, blank or not valid Unicode, or the message and
    /// its event name different instances.
    /// </exception>
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[]? dedupeStatuses) =>
        _client.Commands.CreateAsync(creationMessage, dedupeStatuses);

    /// <inheritdoc cref="SendTaskOrchestrationMessageBatchAsync"/>
    /// <param name="message">The message.</param>
    public Task SendTaskOrchestrationMessageAsync(TaskMessage message) =>
        SendTaskOrchestrationMessageBatchAsync(message);

    /// <summary>
    /// Sends messages (events, suspend, resume, terminate) to instances, all or none. They are on disk when the task
    /// ends. A message for an instance that is unknown or has ended is dropped.
    /// </summary>
    /// <param name="messages">The messages; each instance receives its messages in this order.</param>
    /// <exception cref="WriteQueueFullException">The write queue is full; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    /// <exception cref="NotSupportedException">A message asks to rewind an instance.</exception>
    /// <exception cref="ArgumentException">A message starts an instance, or has no valid id or no event.</exception>
    public Task SendTaskOrchestrationMessageBatchAsync(params TaskMessage[] messages) =>
        _client.Commands.SendAsync(messages);

    /// <summary>Terminates an instance once its current episode has ended.</summary>
    /// <param name="instanceId">The instance; one that is unknown or has ended is left as it is.</param>
    /// <param name="reason">Becomes its output.</param>
    /// <exception cref="WriteQueueFullException">The write queue is full; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    public Task ForceTerminateTaskOrchestrationAsync(string instanceId, string? reason) =>
        SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = new ExecutionTerminatedEvent(-1, reason),
        });

    /// <summary>
    /// Commits together what is created and sent in this asynchronous flow until the returned group is disposed. The
    /// tasks of these calls end after that; each has its own result, and one that is rejected does not affect the
    /// others.
    /// </summary>
    /// <remarks>A wait for such a task never ends before the group is disposed.</remarks>
    /// <exception cref="InvalidOperationException">A group of this flow is open.</exception>
    public IDisposable GroupWrites() => _shared.Writer.Group();

    /// <summary>Commits a write that changes nothing, to find out whether the disk accepts writes.</summary>
    /// <exception cref="WriteQueueFullException">The write queue is full.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    public Task CheckWritableAsync()
    {
        // Not in a group: the caller waits for the result.
        var check = new CheckWritable();
        _shared.Writer.QueueOrReject(check);
        return check.Task;
    }

    /// <summary>Waits for an instance to end. It may be created later.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">Ignored: the call waits for the instance's current execution.</param>
    /// <param name="timeout">How long to wait, on the service's clock; infinite is allowed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The state, or null after the timeout.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed, before the call or during it.</exception>
    public Task<OrchestrationState?> WaitForOrchestrationAsync(
        string instanceId, string? executionId, TimeSpan timeout, CancellationToken cancellationToken) =>
        _client.StateWaits.EndAsync(instanceId, timeout, cancellationToken);

    /// <summary>Waits until an instance has run for the first time. It may be created later.</summary>
    /// <inheritdoc cref="WaitForOrchestrationAsync"/>
    public Task<OrchestrationState?> WaitForOrchestrationStartAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        _client.StateWaits.StartAsync(instanceId, timeout, cancellationToken);

    /// <summary>
    /// Returns the state of an instance's current execution, as a list of one or none. No other is kept.
    /// </summary>
    public async Task<IList<OrchestrationState>> GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        await GetOrchestrationStateAsync(instanceId, executionId: null).ConfigureAwait(false) is { } state
            ? [state]
            : [];

    /// <summary>Returns the state of an instance, or null if it is unknown.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">
    /// Ignored, as in Azure Storage: callers mean the instance, even after it continued as new.
    /// </param>
    public Task<OrchestrationState?> GetOrchestrationStateAsync(string instanceId, string? executionId) =>
        Task.FromResult(_client.Queries.State(instanceId));

    /// <summary>
    /// Returns the history of an instance's current execution as a JSON array of events, empty if it is unknown.
    /// </summary>
    public Task<string> GetOrchestrationHistoryAsync(string instanceId, string? executionId) =>
        Task.FromResult(_client.Queries.HistoryJson(instanceId));

    /// <summary>
    /// Returns a page of instances, oldest first: at least one, at most 1,000 and 16 MiB, even if the query asks for
    /// more. An instance that continues as new between two pages counts as newly created, and may be on both.
    /// </summary>
    /// <param name="query">The filters; times are inclusive, names of task hubs are ignored.</param>
    /// <param name="cancellationToken">Cancels before the page is read.</param>
    /// <exception cref="ArgumentException">The continuation token is not one of this store.</exception>
    public Task<OrchestrationQueryResult> GetOrchestrationWithQueryAsync(
        OrchestrationQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(_client.Queries.Page(query, cancellationToken));

    /// <summary>Deletes an instance that has ended. The result is 0 for one that is unknown or active.</summary>
    public Task<PurgeResult> PurgeInstanceStateAsync(string instanceId) => _client.Purge.DeleteAsync(instanceId);

    /// <summary>
    /// Deletes the instances that have ended and match the filter, in pages: a transaction deletes at most 64
    /// instances, and no more than 8 MiB unless a single instance is larger.
    /// </summary>
    /// <param name="purgeInstanceFilter">The filter; its timeout, if set, stops the purge between two pages.</param>
    public Task<PurgeResult> PurgeInstanceStateAsync(PurgeInstanceFilter purgeInstanceFilter) =>
        _client.Purge.DeleteAsync(purgeInstanceFilter);

    /// <summary>Deletes the instances that have ended, and that ended, were created or changed up to a time.</summary>
    public Task PurgeOrchestrationHistoryAsync(
        DateTime thresholdDateTimeUtc, OrchestrationStateTimeRangeFilterType timeRangeFilterType) =>
        _client.Purge.DeleteUpToAsync(thresholdDateTimeUtc, timeRangeFilterType);

    /// <summary>
    /// Searches instances, those of the latest time first. A page costs as much in a large store as in a small one.
    /// Instances from before the option was set become searchable after the first start with it, the newest first.
    /// </summary>
    /// <param name="query">The filters and the page.</param>
    /// <exception cref="InvalidOperationException">
    /// <see cref="SqliteOrchestrationServiceOptions.SearchKeysOf"/> is not set.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The query names no state, or its continuation token is not one of a search.
    /// </exception>
    public Task<SearchPage> SearchAsync(SearchQuery query) => Task.FromResult(_client.Search.Search(query));

    /// <summary>
    /// Counts the instances by group and state. It reads an index from end to end: about 0.1 s for a million instances.
    /// </summary>
    /// <param name="from">Instances of this time or later are counted by minute as well.</param>
    /// <exception cref="InvalidOperationException">
    /// <see cref="SqliteOrchestrationServiceOptions.SearchKeysOf"/> is not set.
    /// </exception>
    public Task<IReadOnlyList<SearchCount>> CountAsync(DateTime from) => Task.FromResult(_client.Search.Count(from));

    /// <summary>
    /// Counts the instances by group and state: of some states all instances, of the others only those from a time on.
    /// Older instances of the others cost nothing: a few milliseconds for a million instances of which few are recent.
    /// </summary>
    /// <param name="from">Instances of this time or later are counted by minute as well.</param>
    /// <param name="wholeStates">The states whose older instances are counted too.</param>
    /// <exception cref="InvalidOperationException">
    /// <see cref="SqliteOrchestrationServiceOptions.SearchKeysOf"/> is not set.
    /// </exception>
    public Task<IReadOnlyList<SearchCount>> CountRecentAsync(DateTime from, IReadOnlyCollection<string> wholeStates) =>
        Task.FromResult(_client.Search.CountRecent(from, wholeStates));
}
