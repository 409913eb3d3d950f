using System.Text;

namespace RelayServer.Logging;

/// <summary>
/// Collects log lines and writes them together every 20 ms: the framework's console logger wakes a thread for each
/// line, which took a sixth of the processor time of a delivery (docs/performance.md).
/// </summary>
/// <remarks>
/// A warning or error is written immediately, with the lines before it. A stop and an unhandled exception write the
/// rest; SIGKILL loses the lines of the last 20 ms.
/// </remarks>
internal sealed class BufferedConsole : IDisposable
{
    /// <summary>The longest time for which a line is held back.</summary>
    internal static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// With this many characters waiting, the thread that logs writes them itself, so that a slow reader slows down
    /// the writers.
    /// </summary>
    private const int MaxBuffered = 256 * 1024;

    private readonly Lock _bufferLock = new();
    private readonly Lock _writeLock = new();
    private readonly StreamWriter _output;
    private readonly ITimer _timer;
    private StringBuilder _buffer = new();
    private StringBuilder _spare = new();
    private volatile bool _isDisposed;

    /// <param name="output">The stream that the lines are written to, as UTF-8.</param>
    /// <param name="time">The clock of the interval.</param>
    public BufferedConsole(Stream output, TimeProvider time)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _output = new StreamWriter(output, utf8) { AutoFlush = false };
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        AppDomain.CurrentDomain.ProcessExit += OnProcessEnds;
        AppDomain.CurrentDomain.UnhandledException += OnProcessEnds;
    }

    /// <summary>Adds text that ends with a line break.</summary>
    /// <param name="text">The line or lines.</param>
    /// <param name="isUrgent">Whether the text is written before this method returns.</param>
    public void Write(ReadOnlySpan<char> text, bool isUrgent)
    {
        bool isFirst;
        lock (_bufferLock)
        {
            isFirst = _buffer.Length == 0;
            _buffer.Append(text);
            isUrgent |= _buffer.Length > MaxBuffered || _isDisposed;
        }

        if (isUrgent)
            Flush();
        else if (isFirst)
            _timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Writes all that was added before.</summary>
    public void Flush()
    {
        lock (_writeLock)
        {
            lock (_bufferLock)
                (_buffer, _spare) = (_spare, _buffer);
            try
            {
                foreach (var chunk in _spare.GetChunks())
                    _output.Write(chunk.Span);
                _output.Flush();
            }
            catch (IOException)
            {
                // The console's reader is gone; the server continues, as with the framework's own logger.
            }

            _spare.Clear();
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessEnds;
        AppDomain.CurrentDomain.UnhandledException -= OnProcessEnds;
        // Later lines are written immediately.
        _isDisposed = true;
        _timer.Dispose();
        Flush();
    }

    private void OnProcessEnds(object? sender, EventArgs e) => Flush();
}
