using System.Net;
using System.Net.Sockets;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Tests.Gateways.Certificates;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>The words for exceptions that no test server can cause at will.</summary>
public sealed class TransportErrorTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    // As the framework throws it if the other side closes the connection before it is used.
    [Fact]
    public void Failure_OfABareSocket_IsTheGateways() =>
        Assert.True(TransportError.IsOfGateway(new SocketException((int)SocketError.NotConnected), CancellationToken.None));

    // The other outcome of a certificate that is rejected after the handshake is an alert, which says so.
    [Theory]
    [InlineData(SocketError.Shutdown, "the gateway closed the connection")]
    [InlineData(SocketError.ConnectionReset, "the connection was reset")]
    [InlineData(SocketError.ConnectionRefused, "connection refused")]
    public void Failure_OfAGatewayWithAClientCertificate_NamesItIfTheConnectionWasClosed(SocketError socket, string error)
    {
        var exception = new HttpRequestException(
            HttpRequestError.Unknown, inner: new IOException("", new SocketException((int)socket)));

        Assert.Equal(error, TransportError.Describe(exception, Gateway(GatewayConnection.Default)));
        Assert.Equal(
            error == "connection refused" ? error : $"{error}; the gateway may have rejected the client certificate",
            DescribeWithCertificate(exception));
    }

    [Fact]
    public void Failure_OfAGatewayWithAClientCertificateThatEndsTheConnection_NamesIt() => Assert.Equal(
        "the connection was closed before the response was complete; the gateway may have rejected the client certificate",
        DescribeWithCertificate(new HttpRequestException(HttpRequestError.ResponseEnded)));

    // A gateway that gets no client certificate complains of it by any of these alerts.
    [Theory]
    [InlineData("tlsv13 alert certificate required", "the gateway requires a client certificate, and \"certificate\" is not set", "the gateway requires another client certificate")]
    [InlineData("ssl/tls alert bad certificate", "the gateway requires a client certificate, and \"certificate\" is not set", "the gateway rejected the client certificate")]
    [InlineData("sslv3 alert certificate unknown", "the gateway requires a client certificate, and \"certificate\" is not set", "the gateway rejected the client certificate")]
    [InlineData("tlsv1 alert unknown ca", "the gateway requires a client certificate, and \"certificate\" is not set", "the gateway rejected the client certificate")]
    [InlineData("sslv3 alert handshake failure", "no TLS version or cipher in common, or the gateway requires a client certificate, and \"certificate\" is not set", "no TLS version or cipher in common, or the gateway rejected the client certificate")]
    public void Failure_OfTheClientCertificate_SaysWhetherOneIsSet(string alert, string without, string with)
    {
        var exception = new HttpRequestException(
            HttpRequestError.SecureConnectionError, inner: new IOException("", new InvalidOperationException($"error:0A00045C:SSL routines::{alert}")));

        Assert.Equal($"the TLS handshake failed: {without}", TransportError.Describe(exception, Gateway(GatewayConnection.Default)));
        Assert.Equal($"the TLS handshake failed: {with}", DescribeWithCertificate(exception));
    }

    private string DescribeWithCertificate(Exception exception)
    {
        using var certificate = _certificates.Create("client");
        return TransportError.Describe(exception, Gateway(
            new GatewayConnection(new ClientCertificate(certificate, []), null, null, HttpVersion.Version11)));
    }

    private static Gateway Gateway(GatewayConnection connection) =>
        new() { Name = "a", Request = RequestFormat.Plain(new Uri("https://a")), Connection = connection };
}
