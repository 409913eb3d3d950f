namespace RelayServer.Storage;

/// <summary>
/// The part of host.json's <c>storageProvider</c> section that RelayServer uses, under the Functions host's names.
/// </summary>
internal sealed record AzureStorageOptions
{
    /// <summary>
    /// The control queues of the task hub, and thus the maximum number of machines that run orchestrators. 1 to 16;
    /// fixed when the hub is created.
    /// </summary>
    public int PartitionCount { get; set; } = 4;

    /// <summary>
    /// How long an idle machine waits before it polls a queue again: the largest delay of a due message.
    /// </summary>
    public TimeSpan MaxQueuePollingInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The time after which another machine takes over the orchestrator messages of a failed machine.
    /// </summary>
    public TimeSpan ControlQueueVisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after which another machine takes over the attempts of a failed machine. A running machine renews the
    /// lock while an attempt runs: 30 s before its end, or every 5 s if it is not longer than that.
    /// </summary>
    public TimeSpan WorkItemQueueVisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
