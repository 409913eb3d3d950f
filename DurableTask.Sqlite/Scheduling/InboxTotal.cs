namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The bytes that wait in the inboxes of all instances in memory. Guarded by the lock of the <see
/// cref="InstanceTable"/>.
/// </summary>
internal sealed class InboxTotal
{
    /// <summary>The encoded bytes of the messages.</summary>
    public long Bytes { get; set; }
}
