using System.Collections.Concurrent;

namespace RelayFunctions.Delivery;

/// <summary>
/// The messages that this process has cancelled lately. However often a message is cancelled, its history gets one
/// event from each process.
/// </summary>
public sealed class Cancellations
{
    /// <summary>
    /// With so many (some 200 bytes each) all are forgotten; a message that is cancelled again gets one event more.
    /// </summary>
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Lazy<Task>> _sent = new(StringComparer.Ordinal);

    /// <summary>
    /// Sends the event of a message once, for all that ask. A failure is everybody's, and the next try is a new one.
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
