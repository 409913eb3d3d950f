using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Load;

/// <summary>
/// One keep-alive connection that sends ready-made bytes. HttpClient would take as much of the two cores as the server
/// that is to be measured.
/// </summary>
internal sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[16 * 1024];
    private int _length;

    /// <summary>The last response, its head first.</summary>
    public string Response => Encoding.ASCII.GetString(_answer, 0, _length);

    public async Task ConnectAsync() => await _socket.ConnectAsync(server);

    /// <summary>Sends one request and reads its whole answer; gives back the status.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);
        _length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(_length));
            if (read == 0)
                throw new IOException("The server closed the connection within an answer.");
            _length += read;
        }
        while (!IsWhole(_answer.AsSpan(0, _length)));
        return int.Parse(Encoding.ASCII.GetString(_answer, 9, 3), provider: null);
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headEnd = answer.IndexOf(HeadEnd);
        if (headEnd < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..headEnd]);
        const string contentLength = "Content-Length: ";
        var at = head.IndexOf(contentLength, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return answer[headEnd..].EndsWith(LastChunk);
        var digits = head.AsSpan(at + contentLength.Length);
        var end = digits.IndexOf('\r');
        var body = int.Parse(end < 0 ? digits : digits[..end], provider: null);
        return answer.Length >= headEnd + HeadEnd.Length + body;
    }
}
