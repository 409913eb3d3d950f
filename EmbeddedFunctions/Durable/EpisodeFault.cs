using EmbeddedFunctions.Invocation;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Remembers a host fault within an episode, even if the orchestrator caught its exception and then deviated from its
/// history: the decisions of such an episode are discarded.
/// </summary>
internal sealed class EpisodeFault
{
    private static readonly AsyncLocal<EpisodeFault?> Current = new();

    /// <summary>The first fault; null for none.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Begins an episode in the current asynchronous flow.</summary>
    public static EpisodeFault Begin() => Current.Value = new EpisodeFault();

    /// <summary>
    /// Records the exception in the running episode if it is a fault of the host; the first one is kept.
    /// Returns whether it is a fault of the host.
    /// </summary>
    public static bool TryRecord(Exception exception, CancellationToken shutdown = default)
    {
        if (!HostFault.IsIn(exception, shutdown))
            return false;

        if (Current.Value is { } episode)
            episode.Cause ??= exception;

        return true;
    }
}
