using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// One request and its response over its own socket, so that the bytes are exactly those of the case.
/// </summary>
public sealed record HttpExchange(int Status, IReadOnlyList<string> Headers, string Body)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static async Task<HttpExchange> SendAsync(Uri server, string request, Stream? body = null)
    {
        using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, timeout.Token);
        await using var stream = client.GetStream();
        var sending = WriteAsync(stream, Complete(server, request, body), body, timeout.Token);
        using var response = new MemoryStream();
        await stream.CopyToAsync(response, timeout.Token);
        await sending;
        return Parse(Encoding.UTF8.GetString(response.ToArray()));
    }

    /// <summary>The value of a header; null if the response lacks it.</summary>
    public string? Header(string name) => Headers
        .Where(header => header.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(header => header[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static async Task WriteAsync(
        NetworkStream stream, string head, Stream? body, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head), cancellationToken);
            if (body is not null)
                await body.CopyToAsync(stream, cancellationToken);
        }
        catch (IOException)
        {
            // The server may respond, and close, before it has read the whole body.
        }
    }

    private static string Complete(Uri server, string request, Stream? body)
    {
        var parts = request.ReplaceLineEndings("\n").Split("\n\n", 2);
        var lines = parts[0].Split('\n').ToList();
        var text = parts.Length > 1 ? parts[1] : string.Empty;
        if (!lines[0].Contains(" HTTP/", StringComparison.Ordinal))
            lines[0] += " HTTP/1.1";

        AddMissing("Host", server.Authority);
        AddMissing("Connection", "close");
        if (!lines.Any(line => line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase)))
            AddMissing("Content-Length", (body?.Length ?? Encoding.UTF8.GetByteCount(text)).ToString(CultureInfo.InvariantCulture));
        else
            text = text.ReplaceLineEndings("\r\n");

        return $"{string.Join("\r\n", lines)}\r\n\r\n{text}";

        void AddMissing(string name, string value)
        {
            if (!lines.Any(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)))
                lines.Add($"{name}: {value}");

            lines.RemoveAll(line => line.Equals($"{name}:", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static HttpExchange Parse(string response)
    {
        // An interim response (100 Continue) comes before the final one.
        while (response.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
            response = response[(response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

        var parts = response.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var exchange = new HttpExchange(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), lines[1..], parts.ElementAtOrDefault(1) ?? string.Empty);
        return exchange.Header("Transfer-Encoding") == "chunked"
            ? exchange with { Body = Unchunk(exchange.Body) }
            : exchange;
    }

    private static string Unchunk(string body)
    {
        var whole = new StringBuilder();
        while (true)
        {
            var end = body.IndexOf("\r\n", StringComparison.Ordinal);
            var length = int.Parse(body[..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                return whole.ToString();

            whole.Append(body, end + 2, length);
            body = body[(end + 2 + length + 2)..];
        }
    }
}
