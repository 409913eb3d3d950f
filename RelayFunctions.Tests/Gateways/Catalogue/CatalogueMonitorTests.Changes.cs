using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RelayFunctions.Tests.Gateways.Catalogue;

/// <content>Changes after the start.</content>
public sealed partial class CatalogueMonitorTests
{
    [Fact]
    public async Task FileChange_ValidCatalogue_IsLoaded()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var taken = _log.Next("Gateways of");

        Write("""{"gateways": {"first": {"url": "http://a"}, "second": {"url": "http://b"}}}""");

        Assert.EndsWith("first, second", await taken, StringComparison.Ordinal);
        Assert.Equal(["first", "second"], Catalogue(host).Names);
    }

    [Fact]
    public async Task FileChange_ReplacedByARename_IsLoaded()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var taken = _log.Next("Gateways of");

        var other = Path.Combine(_folder, "gateways.new");
        await File.WriteAllTextAsync(other, """{"gateways": {"second": {"url": "http://b"}}}""", Cancellation);
        File.Move(other, CatalogueFile, overwrite: true);

        await taken;
        Assert.Equal(["second"], Catalogue(host).Names);
    }

    [Fact]
    public async Task FileChange_WithoutSomeGateways_NamesThem()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}, "second": {"url": "http://b"}, "third": {"url": "http://c"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var removed = _log.Next("Removed from the catalogue");

        Write("""{"gateways": {"second": {"url": "http://b"}, "fourth": {"url": "http://d"}}}""");

        Assert.Contains("first, third", await removed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileChange_InvalidCatalogue_IsLoggedAndTheOldOneStays()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var refused = _log.Next("The changed catalogue is invalid");

        Write("""{"gateways": {"first": {"url": "http://a/s3cret#s3cret"}}}""");

        var line = await refused;
        Assert.Contains("gateways.json: gateway 'first': url: must not contain a fragment", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
        Assert.Equal("http://a/", Catalogue(host).Find("first")?.Request.Url.Fixed.AbsoluteUri);

        var taken = _log.Next("Gateways of");
        Write("""{"gateways": {"third": {"url": "http://c"}}}""");
        await taken;
        Assert.Equal(["third"], Catalogue(host).Names);
    }

    [Fact]
    public async Task ConfigurationReload_ChangedSetting_IsLoaded()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var taken = _log.Next("Gateways of");

        var configuration = host.Services.GetRequiredService<IConfiguration>();
        configuration["Gateways:first:url"] = "http://b";
        ((IConfigurationRoot)configuration).Reload();

        await taken;
        Assert.Equal("http://b/", Catalogue(host).Find("first")?.Request.Url.Fixed.AbsoluteUri);
    }

    [Fact]
    public async Task ConfigurationReload_NothingChanged_LogsNothing()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var before = Catalogue(host);

        ((IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>()).Reload();

        Assert.Same(before, Catalogue(host));
        Assert.Single(_log.Lines, line => line.StartsWith("Gateways of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"gateways": {"first": {"url": "http://a/s3cret\ud800"}}}""", "gateway 'first': url: is not text")]
    [InlineData("""{"gateways": {"first": {"\ud800": "s3cret"}}}""", "gateway 'first': \\ud800: the key is not text")]
    public async Task FileChange_InvalidEscape_IsAFaultLikeAnyOther(string text, string fault)
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host();
        await host.StartAsync(Cancellation);
        var refused = _log.Next("The changed catalogue is invalid");

        Write(text);

        var line = await refused;
        Assert.Contains($"gateways.json: {fault}", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
        Assert.Equal(["first"], Catalogue(host).Names);
    }

    [Fact]
    public async Task ConfigurationReload_ReadThrows_IsLoggedAndTheOldCatalogueStays()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        var settings = new HookedSettings();
        using var host = Host(settings);
        await host.StartAsync(Cancellation);
        var before = Catalogue(host);
        settings.OnNextRead = () => throw new InvalidOperationException("s3cret");

        ((IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>()).Reload();

        var line = Assert.Single(_log.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.StartsWith("The changed catalogue can't be read", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
        Assert.Same(before, Catalogue(host));
    }
}
