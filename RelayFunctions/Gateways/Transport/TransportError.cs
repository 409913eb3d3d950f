using System.Globalization;
using System.Net.Sockets;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// Describes in Relay's own words why a request failed, since the framework's messages contain host names and more.
/// </summary>
internal static class TransportError
{
    private const string UnknownName = "the host's name could not be resolved";

    private const string PrivateAddress = "the host name resolves to a private address; "
        + "\"network\": \"private\" allows it, or Relay__CallbackNetwork=private for a callbackUrl";

    private const string MetadataAddress = "the host name resolves to a link-local address or one of a cloud's own "
        + "services, which no callbackUrl may use";

    /// <summary>The codes of RFC 9113, section 7, from 0.</summary>
    private static readonly string[] Http2Codes =
    [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
        "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ];

    /// <summary>Returns the shortage of this machine that made a request fail; null for another cause.</summary>
    public static SocketShortageException? ShortageOf(Exception exception) =>
        Causes.Of(exception).OfType<SocketShortageException>().FirstOrDefault();

    /// <summary>
    /// Returns the lack of memory, or of threads, that made a request fail; null for another cause. The framework wraps
    /// the exception if a connection was being made.
    /// </summary>
    public static OutOfMemoryException? LackOfMemoryOf(Exception exception) =>
        Causes.Of(exception).OfType<OutOfMemoryException>().FirstOrDefault();

    /// <summary>
    /// Whether the gateway or the network is at fault. A cancellation is an outcome only after the gateway's timeout:
    /// otherwise the process is stopping, which is not an outcome of an attempt.
    /// </summary>
    public static bool IsOfGateway(Exception exception, CancellationToken timeout) => exception switch
    {
        OperationCanceledException => timeout.IsCancellationRequested || exception.InnerException is TimeoutException,
        _ when ShortageOf(exception) is not null || LackOfMemoryOf(exception) is not null => false,
        // The framework throws a bare IOException or SocketException if a connection is closed as soon as it is made.
        _ => exception is HttpRequestException or IOException or SocketException,
    };

    /// <summary>
    /// Describes a failed request. With TLS 1.3, a gateway rejects a client certificate after the handshake; whether
    /// its alert or the end of the connection is seen first is a matter of chance.
    /// </summary>
    /// <param name="exception">The failure.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="proxy">The proxy in front of it; null for none.</param>
    public static string Describe(Exception exception, Gateway gateway, ProxyState? proxy = null)
    {
        if (exception is OperationCanceledException)
        {
            var seconds = gateway.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return proxy?.IsSilent == true
                ? $"timed out after {seconds} s: {ProxyState.NameOf(proxy)} did not answer"
                : $"timed out after {seconds} s";
        }

        if (Causes.Of(exception).OfType<ProxyFailedException>().FirstOrDefault() is { } failed)
            return $"{ProxyState.NameOf(proxy)} {failed.Failure}";

        var hasCertificate = gateway.Connection.Certificate is not null;
        var description = Describe(exception, ProxyState.NameOf(proxy), hasCertificate);
        return hasCertificate
            && Causes.Of(exception).Any(IsClosed)
            && TlsError.ReasonOf(exception, hasCertificate) is null
            ? $"{description}; the gateway may have rejected the client certificate"
            : description;
    }

    private static bool IsClosed(Exception cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
        || (cause is SocketException socket && SocketErrors.IsClosed(socket.SocketErrorCode));

    private static string Describe(Exception exception, string proxy, bool hasCertificate)
    {
        var kind = exception switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return kind switch
        {
            HttpRequestError.NameResolutionError => UnknownName,
            HttpRequestError.SecureConnectionError => Tls(exception, hasCertificate),
            HttpRequestError.ProxyTunnelError => Proxy(exception, proxy),
            HttpRequestError.ConnectionError => Connection(exception, proxy, hasCertificate),
            HttpRequestError.ResponseEnded => "the connection was closed before the response was complete",
            HttpRequestError.HttpProtocolError when Http2CodeOf(exception) is { } code =>
                $"the gateway aborted the request with the HTTP/2 error {code}",
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "the response was not valid HTTP",
            HttpRequestError.VersionNegotiationError => "the gateway does not speak HTTP/2",
            HttpRequestError.ConfigurationLimitExceeded => "the response's headers were too long",
            _ => Connection(exception, proxy, hasCertificate),
        };
    }

    private static string? Http2CodeOf(Exception exception) =>
        Causes.Of(exception).OfType<HttpProtocolException>().FirstOrDefault() is not { ErrorCode: var code } ? null
        : code >= 0 && code < Http2Codes.Length ? Http2Codes[code]
        : code.ToString(CultureInfo.InvariantCulture);

    private static string Tls(Exception exception, bool hasCertificate) =>
        TlsError.ReasonOf(exception, hasCertificate) is { } reason
            ? $"the TLS handshake failed: {reason}"
            : "the TLS handshake failed";

    private static string Proxy(Exception exception, string proxy) =>
        exception is HttpRequestException { StatusCode: { } status }
            ? $"{proxy} answered {StatusText.Of((int)status)}"
            : $"{proxy} did not connect to the host";

    private static string Connection(Exception exception, string proxy, bool hasCertificate)
    {
        foreach (var cause in Causes.Of(exception))
        {
            if (cause is PrivateAddressException)
                return PrivateAddress;
            if (cause is MetadataAddressException)
                return MetadataAddress;
            if (cause is ProxyUnreachableException unreachable)
                return $"{proxy} can't be reached: {Socket(unreachable.Reason)}";
            if (cause is SocketException socket)
                return Socket(socket.SocketErrorCode);
        }

        // With TLS 1.3 a gateway rejects a certificate after the handshake.
        return TlsError.ReasonOf(exception, hasCertificate) is { } reason
            ? $"the TLS handshake failed: {reason}"
            : "the connection failed";
    }

    private static string Socket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => UnknownName,
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was reset",
        SocketError.Shutdown => "the gateway closed the connection",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostUnreachable or SocketError.HostDown => "the host can't be reached",
        SocketError.NetworkUnreachable or SocketError.NetworkDown => "the network can't be reached",
        _ => $"the connection failed ({error})",
    };
}
