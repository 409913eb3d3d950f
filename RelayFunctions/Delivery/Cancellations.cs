using System.Collections.Concurrent;

namespace RelayFunctions.Delivery;

/// <summary>
/// The messages that this process cancelled recently, so that repeated cancellations add only one event per process to
/// a message's history.
/// </summary>
public sealed class Cancellations
{
    /// <summary>
    /// The maximum number of remembered cancellations (about 200 bytes each), at which all are forgotten; a message
    /// that is then cancelled again gets one more event.
    /// </summary>
    private const int MaxRemembered = 10_000;

    // The id of a deleted message is used again with its Idempotency-Key, so an id alone does not identify a message.
    private readonly ConcurrentDictionary<(string Id, DateTimeOffset CreatedAt), Lazy<Task>> _sent = [];

    /// <summary>
    /// Sends the event of a message once, for all concurrent callers. All of them get its failure; a later call tries
    /// again.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="createdAt">When its orchestration was created.</param>
    /// <param name="send">Sends the event.</param>
    public async Task SendOnceAsync(string id, DateTimeOffset createdAt, Func<Task> send)
    {
        if (_sent.Count >= MaxRemembered)
            _sent.Clear();

        var message = (id, createdAt);
        var sent = _sent.GetOrAdd(message, _ => new Lazy<Task>(send));
        try
        {
            await sent.Value;
        }
        catch
        {
            _sent.TryRemove(KeyValuePair.Create(message, sent));
            throw;
        }
    }
}
