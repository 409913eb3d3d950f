using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Tests.Gateways.Certificates;

/// <summary>A gateway that speaks only TLS.</summary>
internal sealed class TlsGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsGateway(WebApplication app) => _app = app;

    /// <summary>The version of HTTP and the connection of each request.</summary>
    public ConcurrentQueue<(string Protocol, string Connection)> Requests { get; } = new();

    /// <summary>Writes each response.</summary>
    public Func<HttpContext, Task> Respond { get; set; } = context => context.Response.WriteAsync("ok");

    public Uri Url => new($"https://localhost:{new Uri(_app.Urls.Single()).Port}/");

    public static async Task<TlsGateway> StartAsync(
        X509Certificate2 certificate,
        X509Certificate2Collection? issuers = null,
        SslProtocols protocols = SslProtocols.None,
        bool demandsCertificate = false,
        HttpProtocols http = HttpProtocols.Http1AndHttp2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = http;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ServerCertificateChain = issuers;
                https.SslProtocols = protocols;
                https.ClientCertificateMode = demandsCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            });
        }));
        var gateway = new TlsGateway(builder.Build());
        gateway._app.Run(context =>
        {
            gateway.Requests.Enqueue((context.Request.Protocol, context.Connection.Id));
            return gateway.Respond(context);
        });
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
