namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>Redirects a client's requests from its service to our server; only the host is changed.</summary>
/// <param name="server">The server.</param>
internal sealed class ToServer(Uri server) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // UriBuilder would escape them again.
        var sent = request.RequestUri!;
        request.RequestUri = new Uri(server.GetLeftPart(UriPartial.Authority) + sent.AbsoluteUri[sent.GetLeftPart(UriPartial.Authority).Length..]);
        return base.SendAsync(request, cancellationToken);
    }
}
