using System.Security.Cryptography;

namespace RelayFunctions.Gateways.Catalogue;

/// <summary>
/// Checks every few seconds whether the content of files has changed. The system's watchers don't notice a swap of
/// symbolic links, as Kubernetes makes it, nor changes on some network shares.
/// </summary>
internal sealed class ContentPoll : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Func<IEnumerable<string>> _files;
    private readonly Func<string, byte[]> _read;
    private readonly Action _changed;
    private readonly ITimer _timer;
    private string _seen;

    /// <param name="files">Returns the files' paths; called at each poll.</param>
    /// <param name="read">Reads the content of a file that is compared.</param>
    /// <param name="changed">Called on any thread.</param>
    /// <param name="time">The clock of the interval.</param>
    public ContentPoll(
        Func<IEnumerable<string>> files, Func<string, byte[]> read, Action changed, TimeProvider time)
    {
        _files = files;
        _read = read;
        _changed = changed;
        _seen = Stamp();
        _timer = time.CreateTimer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Stamp();
        if (now != _seen)
        {
            _seen = now;
            _changed();
        }

        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    private string Stamp()
    {
        try
        {
            return string.Join('\n', _files().Select(file => $"{file} {HashOf(file)}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is being swapped, or is gone: the next read reports it.
            return "";
        }
    }

    private string HashOf(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(_read(file)));
        }
        catch (Exception exception) when (
            exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // One file that is being replaced must not hide a change of another.
            return "";
        }
    }
}
