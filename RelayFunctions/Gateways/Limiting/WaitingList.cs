namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages that were given a place in time and have not come back, and those of them that are on their way. It may
/// forget some: each comes at its place by itself.
/// </summary>
internal sealed class WaitingList
{
    /// <summary>With so many (24 bytes each), further ones are not noted, and so are never called.</summary>
    private const int Most = 100_000;

    /// <summary>Who has not come by this time after it should is not waited for: it may have been cancelled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Who comes within this time by itself is not called.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);

    private readonly Queue<(Guid Message, TimeSpan Place)> _waiting = new();
    private readonly Dictionary<Guid, TimeSpan> _coming = [];

    /// <summary>How many wait and were not called.</summary>
    public int Count => _waiting.Count;

    /// <summary>How many are on their way.</summary>
    public int Coming => _coming.Count;

    /// <summary>Notes a message with its place, which is behind all others.</summary>
    public void Add(Guid message, TimeSpan place)
    {
        if (_waiting.Count < Most)
            _waiting.Enqueue((message, place));
    }

    /// <summary>A message has come, called or not.</summary>
    public void Arrived(Guid message, TimeSpan now)
    {
        _coming.Remove(message);
        Refresh(now);
    }

    /// <summary>Forgets whom there is no use in waiting for.</summary>
    public void Refresh(TimeSpan now)
    {
        while (_waiting.TryPeek(out var first) && first.Place <= now)
            _waiting.Dequeue();
        foreach (var (message, until) in _coming)
        {
            if (until <= now)
                _coming.Remove(message);
        }
    }

    /// <summary>Fetches so many, the first first, and says whom to call: the others come in time by themselves.</summary>
    public IReadOnlyList<Guid> Fetch(int count, TimeSpan now, TimeSpan servedFrom)
    {
        List<Guid>? called = null;
        for (; count > 0 && _waiting.TryDequeue(out var next); count--)
        {
            var isCalled = next.Place > servedFrom + Soon;
            if (isCalled)
                (called ??= []).Add(next.Message);
            _coming[next.Message] = (isCalled ? now : next.Place) + Grace;
        }

        return called ?? [];
    }
}
