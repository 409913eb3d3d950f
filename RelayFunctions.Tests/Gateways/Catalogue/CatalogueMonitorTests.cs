using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RelayFunctions.Gateways;
using RelayFunctions.Hosting;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Gateways.Catalogue;

public sealed partial class CatalogueMonitorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-gateways-").FullName;
    private readonly RecordingLogger _log = new();

    private string CatalogueFile => Path.Combine(_folder, "gateways.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_InvalidFile_StopsTheStartAndNamesEveryFault()
    {
        Write("""{"gateways": {"partner": {"url": "http://a", "retry": {"attempts": 5}}, "other": {}}}""");
        using var host = Host();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(
            [
                "gateways.json: gateway 'partner': retry.attempts: must be a whole number from 1 to 3",
                "gateways.json: gateway 'other': url: is missing",
            ],
            refusal.Failures);
    }

    [Fact]
    public async Task Start_FileIsMissing_StopsTheStartAndNamesIt()
    {
        using var host = Host();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains(CatalogueFile, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderIsMissing_StopsTheStartAndNamesTheFile()
    {
        var file = Path.Combine(_folder, "nowhere", "gateways.json");
        var settings = new HookedSettings();
        settings.Set("Relay:GatewaysFile", file);
        using var host = Host(settings);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileChangesWhileItIsRead_IsReadAgain()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        var settings = new HookedSettings();
        using var host = Host(settings);
        settings.OnNextRead = () => Write("""{"gateways": {"second": {"url": "http://b"}}}""");
        var taken = _log.Next($"Gateways of {CatalogueFile}: second");

        await host.StartAsync(Cancellation);

        await taken;
        Assert.Equal(["second"], Catalogue(host).Names);
    }

    [Fact]
    public async Task Start_InvalidSetting_StopsTheStart()
    {
        Write("""{"gateways": {}}""");
        using var host = Host(("Relay:MaxMessageBytes", "many"));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("setting Relay__MaxMessageBytes: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:7071", true)]
    [InlineData("relay.azurewebsites.net", false)]
    [InlineData(null, false)]
    public async Task Start_UrlRelativeToTheAppItself_IsAcceptedOnlyOnLoopback(string? hostname, bool taken)
    {
        Write("""{"gateways": {"gateway_1": {"url": "gateway_1"}}}""");
        using var host = Host(("WEBSITE_HOSTNAME", hostname));

        if (taken)
            await host.StartAsync(Cancellation);
        else
            Assert.Contains(
                "gateway 'gateway_1': url: is relative to the app itself",
                (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation))).Message,
                StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static GatewayCatalogue Catalogue(IHost host) => host.Services.GetRequiredService<CatalogueMonitor>().Current;

    private void Write(string text) => File.WriteAllText(CatalogueFile, text);

    private IHost Host(params (string Key, string? Value)[] settings) => Host(null, settings);

    private IHost Host(IConfigurationSource? source, params (string Key, string? Value)[] settings) => Host(source, settings, TimeProvider.System);

    private IHost Host(IConfigurationSource? source, (string Key, string? Value)[] settings, TimeProvider time)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [
                KeyValuePair.Create("Relay:GatewaysFile", (string?)CatalogueFile),
                .. settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)),
            ]);
        if (source is not null)
            builder.Configuration.Sources.Add(source);
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton(time);
        builder.Services.AddRelay(builder.Configuration);
        return builder.Build();
    }
}
