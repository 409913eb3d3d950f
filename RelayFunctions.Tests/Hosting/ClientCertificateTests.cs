using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Gateways.Certificates;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The server as a separate process, which trusts the issuers of SSL_CERT_FILE.</summary>
public sealed class ClientCertificateTests
{
    private const string Password = "planted-c0ffee";

    [Fact]
    public async Task Send_GatewayThatRequiresACertificate_AcceptsOnlyRequestsWithIt()
    {
        using var folder = new TempFolder();
        using var certificates = new TestCertificates();
        // Two requests, since a resumed session does not send issuers again.
        using var first = certificates.Create("first");
        using var second = certificates.Create("second");
        var shown = new ConcurrentQueue<string?>();
        await using var gateway = await StartGatewayAsync(certificates, shown);
        await File.WriteAllBytesAsync(
            Path.Combine(folder.Path, "client.pfx"), new X509Certificate2Collection { first, certificates.Issuer }.Export(X509ContentType.Pkcs12, Password)!, TestContext.Current.CancellationToken);
        await folder.WriteAsync("client.pem", $"{second.ExportCertificatePem()}\n{certificates.Issuer.ExportCertificatePem()}");
        await folder.WriteAsync("client.key", TestCertificates.KeyPem(second, Password));
        var url = $"https://localhost:{new Uri(gateway.Urls.Single()).Port}/";
        var settings = new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = await folder.WriteAsync("authority.pem", certificates.Root.ExportCertificatePem()),
            ["Relay__GatewaysFile"] = await folder.WriteAsync(
                "gateways.json",
                $$$"""
                {
                  "gateways": {
                    "pfx": { "url": "{{{url}}}", "certificate": { "file": "client.pfx", "password": "{{ secrets.password }}" } },
                    "pem": { "url": "{{{url}}}", "certificate": { "file": "client.pem", "keyFile": "client.key", "password": "{{ secrets.password }}" } },
                    "none": { "url": "{{{url}}}" }
                  }
                }
                """),
            ["Gateways__pfx__secrets__password"] = Password,
            ["Gateways__pem__secrets__password"] = Password,
        };

        await using var server = await ServerProcess.StartAsync(folder.Path, settings);
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var name in new[] { "pfx", "pem", "none" })
        {
            using var response = await http.PostAsJsonAsync(
                new Uri("/send_message", UriKind.Relative), new { message = "Hello", gateway = name }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains(
                name == "none" ? "to none failed" : $"delivered to {name}", await server.LineAsync("attempt 1 of 3"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await server.TerminateAsync());
        Assert.Equal([first.Thumbprint, second.Thumbprint], shown);
        Assert.DoesNotContain(server.Lines, line => line.Contains("c0ffee", StringComparison.Ordinal));
    }

    private static async Task<WebApplication> StartGatewayAsync(TestCertificates certificates, ConcurrentQueue<string?> shown)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificates.Create("localhost");
            https.ServerCertificateChain = [certificates.Issuer];
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (_, chain, _) =>
                chain?.ChainPolicy.ExtraStore.Any(sent => sent.Thumbprint == certificates.Issuer.Thumbprint) == true;
        })));
        var gateway = builder.Build();
        gateway.Run(context =>
        {
            shown.Enqueue(context.Connection.ClientCertificate?.Thumbprint);
            return Task.CompletedTask;
        });
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }
}
