namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A connection to a proxy that is asked for a tunnel. Until the proxy has answered, its failures are
/// <see cref="ProxyFailedException"/>; then the stream is that of the gateway.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="isHttp">Whether the answer is a response in HTTP; otherwise its first byte counts.</param>
/// <param name="onEnded">Called once, when the proxy has answered or the connection is closed.</param>
internal sealed class ProxyTunnelStream(Stream inner, bool isHttp, Action onEnded) : Stream
{
    private const string Closed = "closed the connection";

    /// <summary>How much of an answer's head is kept, in bytes. A longer one counts as an answer.</summary>
    private const int MaxHead = 64 * 1024;

    private readonly MemoryStream _head = new();
    private Action? _onEnded = onEnded;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsAnswered => _onEnded is null;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsAnswered)
            return await inner.ReadAsync(buffer, cancellationToken);

        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            if (read > 0)
                OnAnswer(buffer.Span[..read]);
            else if (buffer.Length > 0)
                throw new ProxyFailedException(Closed);
            return read;
        }
        catch (IOException exception) when (exception is not ProxyFailedException)
        {
            throw new ProxyFailedException(Closed, exception);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    // Clients read and write only asynchronously.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            OnEnded();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnAnswer(ReadOnlySpan<byte> bytes)
    {
        if (!isHttp)
        {
            OnEnded();
            return;
        }

        _head.Write(bytes[..(int)Math.Min(bytes.Length, MaxHead - _head.Length)]);
        var head = _head.GetBuffer().AsSpan(0, (int)_head.Length);
        var beginning = "HTTP/1."u8;
        if (!beginning.StartsWith(head[..Math.Min(head.Length, beginning.Length)]))
            throw new ProxyFailedException("did not answer in HTTP");
        if (head.Length == MaxHead || head.IndexOf("\r\n\r\n"u8) >= 0 || head.IndexOf("\n\n"u8) >= 0)
            OnEnded();
    }

    private void OnEnded()
    {
        Interlocked.Exchange(ref _onEnded, null)?.Invoke();
        _head.SetLength(0);
        _head.Capacity = 0;
    }
}
