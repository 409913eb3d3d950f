using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Http;

public sealed class ListeningTests
{
    private const string Key = "--Functions:Keys:default=host-key";

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Start_WithoutAKey_RefusesOtherThanLoopback(string urls)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            SampleApp.StartAsync([typeof(LevelFunctions)], null, "--urls", urls));

        Assert.Contains("Functions__Keys__", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutAKey_RefusesAddressesOfKestrelsOwnSettings() =>
        await Assert.ThrowsAsync<StartRefusedException>(() => SampleApp.StartAsync(
            [typeof(LevelFunctions)], null, "--Kestrel:Endpoints:all:Url=http://0.0.0.0:0"));

    [Fact]
    public async Task Start_WithoutAKey_RefusesAddressesSetInCode() =>
        await Assert.ThrowsAsync<StartRefusedException>(() => SampleApp.StartAsync(
            [typeof(LevelFunctions)], builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(0))));

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:0")]
    public async Task Start_WithoutAKey_ServesLoopbackWithoutRequiringOne(string url)
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], null, "--urls", url);

        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /masters")).Status);
    }

    [Fact]
    public async Task Start_WithAKey_ServesEveryAddressAndRequiresIt()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], null, "--urls", "http://0.0.0.0:0", Key);
        var local = new Uri($"http://127.0.0.1:{app.Address.Port}");

        Assert.Equal(401, (await HttpExchange.SendAsync(local, "GET /guarded")).Status);
        Assert.Equal(200, (await HttpExchange.SendAsync(local, "GET /guarded?code=host-key")).Status);
        Assert.Equal($"0.0.0.0:{local.Port}", OwnAddress(app));
    }

    [Fact]
    public async Task OwnAddress_OnceBound_HasTheRealPort()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)]);

        Assert.NotEqual(0, app.Address.Port);
        Assert.Equal(app.Address.Authority, OwnAddress(app));
    }

    /// <summary>
    /// An address that others can call comes first, and a scheme is included only if an app would assume another.
    /// </summary>
    [Theory]
    [InlineData("http://127.0.0.1:7099", "127.0.0.1:7099")]
    [InlineData("http://[::1]:7099", "[::1]:7099")]
    [InlineData("http://127.0.0.1:7071;http://0.0.0.0:8080", "0.0.0.0:8080")]
    [InlineData("http://localhost:7071;http://10.0.0.5:8080", "http://10.0.0.5:8080")]
    [InlineData("http://127.0.0.1:7071;https://relay.example:8443", "relay.example:8443")]
    [InlineData("https://127.0.0.1:7443;http://127.0.0.1:7071", "127.0.0.1:7071")]
    [InlineData("https://127.0.0.1:7443", "https://127.0.0.1:7443")]
    [InlineData("https://*:8443", "https://0.0.0.0:8443")]
    [InlineData("http://[::]:8080", "[::]:8080")]
    public async Task OwnAddress_BeforeTheStart_IsTheConfiguredOne(string urls, string published)
    {
        await using var app = SampleApp.Builder("--urls", urls, Key).AddFunctions(typeof(LevelFunctions)).Build();

        Assert.Equal(published, app.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"]);
    }

    [Fact]
    public async Task OwnAddress_WhereNothingIsConfigured_IsCoreToolsPort()
    {
        await using var app = EmbeddedFunctionsApplication.CreateBuilder([]).AddFunctions(typeof(LevelFunctions)).Build();

        Assert.Equal("127.0.0.1:7071", app.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"]);
    }

    [Fact]
    public async Task OwnAddress_Configured_IsKept()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], null, "--WEBSITE_HOSTNAME=relay.example");

        Assert.Equal("relay.example", OwnAddress(app));
    }

    /// <summary>It's watched for changes of appsettings.json, and a database may be written in the working directory.</summary>
    [Fact]
    public void ContentRoot_InAnyWorkingDirectory_IsTheAppsFolder() => Assert.Equal(
        Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory),
        Path.TrimEndingDirectorySeparator(EmbeddedFunctionsApplication.CreateBuilder([]).Environment.ContentRootPath));

    [Fact]
    public async Task RoutePrefix_WithoutAHostJson_IsApi()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], builder => builder.HostJsonPath = "/nowhere/host.json");

        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /api/open")).Status);
        Assert.Equal(404, (await HttpExchange.SendAsync(app.Address, "GET /open")).Status);
    }

    private static string? OwnAddress(SampleApp app) =>
        app.App.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"];
}
