using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Load;

/// <summary>
/// One keep-alive connection that sends prepared bytes. HttpClient would use as much processor time as the server that
/// is measured.
/// </summary>
internal sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _response = new byte[16 * 1024];
    private int _length;

    /// <summary>The last response, its head first.</summary>
    public string Response => Encoding.ASCII.GetString(_response, 0, _length);

    public async Task ConnectAsync() => await _socket.ConnectAsync(server);

    /// <summary>Sends one request and reads its whole response; returns the status.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);
        _length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_response.AsMemory(_length));
            if (read == 0)
                throw new IOException("The server closed the connection within a response.");
            _length += read;
        }
        while (!IsWhole(_response.AsSpan(0, _length)));
        return int.Parse(Encoding.ASCII.GetString(_response, 9, 3), provider: null);
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> response)
    {
        var headEnd = response.IndexOf(HeadEnd);
        if (headEnd < 0)
            return false;
        var head = Encoding.ASCII.GetString(response[..headEnd]);
        const string contentLength = "Content-Length: ";
        var at = head.IndexOf(contentLength, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return response[headEnd..].EndsWith(LastChunk);
        var digits = head.AsSpan(at + contentLength.Length);
        var end = digits.IndexOf('\r');
        var body = int.Parse(end < 0 ? digits : digits[..end], provider: null);
        return response.Length >= headEnd + HeadEnd.Length + body;
    }
}
