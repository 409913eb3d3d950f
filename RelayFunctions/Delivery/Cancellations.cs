using System.Collections.Concurrent;

namespace RelayFunctions.Delivery;

/// <summary>
/// The messages that this process cancelled recently, so that repeated cancellations add only one event per process to
/// a message's history.
/// </summary>
public sealed class Cancellations
{
    /// <summary>
    /// At this number (some 200 bytes each) all are forgotten; a message that is cancelled again gets one more event.
    /// </summary>
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Lazy<Task>> _sent = new(StringComparer.Ordinal);

    /// <summary>
    /// Sends the event of a message once, for all concurrent callers. All of them get its failure; a later call tries
    /// again.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="send">Sends the event.</param>
    public async Task SendOnceAsync(string id, Func<Task> send)
    {
        if (_sent.Count >= MaxRemembered)
            _sent.Clear();

        var sent = _sent.GetOrAdd(id, _ => new Lazy<Task>(send));
        try
        {
            await sent.Value;
        }
        catch
        {
            _sent.TryRemove(KeyValuePair.Create(id, sent));
            throw;
        }
    }
}
