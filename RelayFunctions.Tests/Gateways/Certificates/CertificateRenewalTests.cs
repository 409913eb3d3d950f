using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Gateways.Certificates;

public sealed class CertificateRenewalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-certificates-").FullName;
    private readonly TestCertificates _certificates = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly RecordingLogger _log = new();

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task CertificateFile_IsRenewed_IsLoadedWithinSeconds()
    {
        var first = Renew();
        using var host = await StartAsync();
        var before = Certificate(host);

        _time.Advance(TimeSpan.FromHours(1));
        var unchanged = Certificate(host);
        var second = Renew();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(first, before?.Thumbprint);
        Assert.Same(before, unchanged);
        Assert.Equal(second, Certificate(host)?.Thumbprint);
    }

    [Fact]
    public async Task CertificateFile_BecomesInvalid_IsLoggedAndTheOldOneStaysUntilItIsRepaired()
    {
        Renew();
        using var host = await StartAsync();
        var before = Certificate(host);

        File.WriteAllText(Path.Combine(_folder, "client.pem"), "s3cret");
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(1));
        var whileInvalid = Certificate(host);
        var renewed = Renew();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Same(before, whileInvalid);
        Assert.Equal(renewed, Certificate(host)?.Thumbprint);
        Assert.Empty(host.Services.GetRequiredService<CatalogueMonitor>().RejectedFaults);
        var line = Assert.Single(_log.Lines, line => line.StartsWith("The changed catalogue is invalid", StringComparison.Ordinal));
        Assert.Contains("gateways.json: gateway 'partner': certificate.file: is neither", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificateFile_GetsTheIssuerThatItLacked_IsLoaded()
    {
        Renew();
        using var host = await StartAsync();
        var before = Certificate(host);

        File.AppendAllText(Path.Combine(_folder, "client.pem"), $"\n{_certificates.Issuer.ExportCertificatePem()}");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.NotSame(before, Certificate(host));
        Assert.Single(Certificate(host)!.Context.IntermediateCertificates);
    }

    [Fact]
    public async Task CertificateFile_NearsItsEnd_IsWarnedOfAndStays()
    {
        Renew();
        using var host = await StartAsync();
        var atStart = Warnings();

        for (var hour = 0; hour < 25; hour++)
            _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(atStart);
        Assert.Equal(["expires on", "expired on"], Warnings());
        Assert.NotNull(Certificate(host));

        IReadOnlyList<string> Warnings() => [.. _log.Lines
            .Where(line => line.Contains("gateway 'partner': certificate.file: contains a certificate that", StringComparison.Ordinal))
            .Select(line => line.Contains("expires on", StringComparison.Ordinal) ? "expires on" : "expired on")];
    }

    private static RelayFunctions.Gateways.Network.ClientCertificate? Certificate(IHost host) =>
        host.Services.GetRequiredService<CatalogueMonitor>().Current.Find("partner")?.Connection.Certificate;

    private string Renew()
    {
        using var client = _certificates.Create("client");
        File.WriteAllText(
            Path.Combine(_folder, "client.pem"), $"{client.ExportCertificatePem()}\n{TestCertificates.KeyPem(client)}");
        return client.Thumbprint;
    }

    private async Task<IHost> StartAsync()
    {
        var file = Path.Combine(_folder, "gateways.json");
        await File.WriteAllTextAsync(
            file, """{"gateways": {"partner": {"url": "https://a.example", "certificate": {"file": "client.pem"}}}}""");
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Relay:GatewaysFile", (string?)file)]);
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddRelay(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
