namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>Sends whatever a client sends to its service to a server of ours instead; all but the host stays as it is.</summary>
/// <param name="server">The server.</param>
internal sealed class ToServer(Uri server) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A builder of addresses would escape them anew.
        var sent = request.RequestUri!;
        request.RequestUri = new Uri(server.GetLeftPart(UriPartial.Authority) + sent.AbsoluteUri[sent.GetLeftPart(UriPartial.Authority).Length..]);
        return base.SendAsync(request, cancellationToken);
    }
}
