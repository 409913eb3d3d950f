namespace RelayServer.Storage;

/// <summary>
/// What of host.json's <c>storageProvider</c> section counts here, under the names that the Functions host knows.
/// </summary>
internal sealed record AzureStorageOptions
{
    /// <summary>
    /// The control queues of the task hub: at most so many machines run orchestrators. 1 to 16; fixed when the hub is
    /// made.
    /// </summary>
    public int PartitionCount { get; set; } = 4;

    /// <summary>
    /// How long an idle machine waits before it looks into a queue again: the most that a due message is late.
    /// </summary>
    public TimeSpan MaxQueuePollingInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long the orchestrator messages that a dead machine held are another's.</summary>
    public TimeSpan ControlQueueVisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how long the attempts that a dead machine made are another's. A living machine renews it while an attempt
    /// runs, 30 s before its end, and every 5 s where it is no longer than that.
    /// </summary>
    public TimeSpan WorkItemQueueVisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
