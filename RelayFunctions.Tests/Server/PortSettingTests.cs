using System.Net;
using EmbeddedFunctions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RelayFunctions.Tests.Hosting;
using RelayServer;

namespace RelayFunctions.Tests.Server;

/// <summary>The addresses without <c>urls</c>: the ports of ASP.NET Core's own settings, or Core Tools' address.</summary>
public sealed class PortSettingTests
{
    private const string Key = "--Functions:Keys:default=0123456789abcdef0123456789abcdef";
    private const string Demo = """{ "gateways": { "a": { "url": "gateway_1" }, "b": { "url": "https://b.example", "bodi": {} } } }""";

    [Fact]
    public async Task Start_HttpPorts_ListensOnThemAtEveryAddress()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("mine.json", """{ "gateways": {} }""");
        await using var app = RelayServerApplication.Build(
            ["--http_ports=0", Key, $"--Relay:GatewaysFile={catalogue}", $"--Storage:Path={folder.Path}/relay.db"],
            builder => builder.Logging.ClearProviders());

        await app.StartAsync(TestContext.Current.CancellationToken);

        var address = new Uri(Assert.Single(app.Urls));
        Assert.Equal(IPAddress.IPv6Any.ToString(), address.Host.Trim('[', ']'));
        Assert.NotEqual(7071, address.Port);
        Assert.Equal($"[::]:{address.Port}", app.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"]);
    }

    [Theory]
    [InlineData("http_ports", "http://*:9996")]
    [InlineData("https_ports", "https://*:9996")]
    public async Task Start_PortsWithoutAKey_IsRejectedAsCheckSays(string setting, string address)
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("mine.json", """{ "gateways": {} }""");
        string[] args = [$"--{setting}=9996", $"--Relay:GatewaysFile={catalogue}"];

        var start = await ServerCommand.RunAsync(folder, args);
        var check = await ServerCommand.RunAsync(folder, ["check", .. args]);

        Assert.Equal((1, 1), (start.ExitCode, check.ExitCode));
        Assert.Contains($"No function key is configured, so only loopback addresses are served, and '{address}' isn't one", start.Errors, StringComparison.Ordinal);
        Assert.Equal(start.Errors, $"Relay did not start: {check.Errors.Split('\n')[0]}");
    }

    [Theory]
    [InlineData("--http_ports=many", "The address 'http://*:many' of http_ports can't be used")]
    [InlineData("--https_ports=70000", "The address 'https://*:70000' of https_ports can't be used")]
    [InlineData("--urls=http://127.0.0.1:7530/base", "The address 'http://127.0.0.1:7530/base' of urls can't be used: it must have no path")]
    [InlineData("--urls=http://127.0.0.1:7530;http://127.0.0.1:7531/a", "The address 'http://127.0.0.1:7531/a' of urls can't be used: it must have no path")]
    [InlineData("--Kestrel:Endpoints:x:Url=http://127.0.0.1:7530/base", "The address 'http://127.0.0.1:7530/base' of Kestrel__Endpoints__x__Url can't be used: it must have no path")]
    public async Task Check_AddressThatCanNotBeUsed_IsAFault(string setting, string fault)
    {
        using var folder = new TempFolder();

        var (exitCode, _, errors) = await ServerCommand.RunAsync(folder, "check", setting, Key, "--Relay:DemoGateways=true");

        Assert.Equal(1, exitCode);
        Assert.Contains(fault, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The address 'http://127.0.0.1:7531' of urls can't be used: it is specified twice", "--urls=http://127.0.0.1:7531;http://127.0.0.1:7531")]
    [InlineData("The address 'http://127.0.0.1:7531/' of urls can't be used: it overlaps 'http://127.0.0.1:7531' of urls", "--urls=http://127.0.0.1:7531;http://127.0.0.1:7531/")]
    [InlineData("The address 'https://127.0.0.1:7531' of urls can't be used: it overlaps 'http://127.0.0.1:7531' of urls", "--urls=http://127.0.0.1:7531;https://127.0.0.1:7531")]
    [InlineData("The address 'http://127.0.0.1:7531' of urls can't be used: it overlaps 'http://localhost:7531' of urls", "--urls=http://localhost:7531;http://127.0.0.1:7531")]
    [InlineData("The address 'http://localhost:7531' of urls can't be used: it overlaps 'http://[::1]:7531' of urls", "--urls=http://[::1]:7531;http://localhost:7531")]
    [InlineData("The address 'http://*:7531' of urls can't be used: it overlaps 'http://127.0.0.1:7531' of urls", "--urls=http://127.0.0.1:7531;http://*:7531")]
    [InlineData("The address 'http://127.0.0.2:7531' of urls can't be used: it overlaps 'http://0.0.0.0:7531' of urls", "--urls=http://0.0.0.0:7531;http://127.0.0.2:7531")]
    [InlineData("The address 'http://[::]:7531' of urls can't be used: it overlaps 'http://0.0.0.0:7531' of urls", "--urls=http://0.0.0.0:7531;http://[::]:7531")]
    [InlineData("The address 'http://relay.example:7531' of urls can't be used: it overlaps 'http://+:7531' of urls", "--urls=http://+:7531;http://relay.example:7531")]
    [InlineData("The address 'http://*:7531' of http_ports can't be used: it is specified twice", "--http_ports=7531;7531")]
    [InlineData("The address 'https://*:7531' of https_ports can't be used: it overlaps 'http://*:7531' of http_ports", "--http_ports=7531", "--https_ports=7531")]
    [InlineData("The address 'http://localhost:7531' of Kestrel__Endpoints__b__Url can't be used: it overlaps 'http://127.0.0.1:7531' of Kestrel__Endpoints__a__Url", "--Kestrel:Endpoints:a:Url=http://127.0.0.1:7531", "--Kestrel:Endpoints:b:Url=http://localhost:7531")]
    [InlineData("The address 'http://unix:/tmp/a.sock' of urls can't be used: it is specified twice", "--urls=http://unix:/tmp/a.sock;http://unix:/tmp/a.sock")]
    public async Task Start_AddressesThatOverlap_AreAFaultOfTheSettingsAsCheckSays(string fault, params string[] settings)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Others let a process listen on an address and on all at once.");
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("mine.json", """{ "gateways": {} }""");
        string[] args = [.. settings, Key, $"--Relay:GatewaysFile={catalogue}"];

        var start = await ServerCommand.RunAsync(folder, args);
        var check = await ServerCommand.RunAsync(folder, ["check", .. args]);

        Assert.StartsWith($"Relay did not start: {fault}", start.Errors, StringComparison.Ordinal);
        Assert.StartsWith(fault, check.Errors, StringComparison.Ordinal);
        Assert.Equal((1, 1), (start.ExitCode, check.ExitCode));
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0;http://127.0.0.1:0")]
    [InlineData("--urls=http://127.0.0.1:0;http://[::1]:0")]
    [InlineData("--urls=http://127.0.0.1:7531;http://127.0.0.2:7531;http://[::1]:7531")]
    [InlineData("--urls=http://127.0.0.1:7531;http://127.0.0.1:7532;http://localhost:7533")]
    [InlineData("--urls=http://0.0.0.0:7531;http://[::1]:7531")]
    [InlineData("--Kestrel:Endpoints:a:Url=http://127.0.0.1:7531", "--urls=http://127.0.0.1:7531")]
    public async Task Check_AddressesThatDoNotOverlap_IsNoFault(params string[] settings)
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("mine.json", """{ "gateways": { "a": { "url": "https://a.example" } } }""");

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder, ["check", .. settings, Key, $"--Relay:GatewaysFile={catalogue}"]);

        Assert.Equal((0, ""), (exitCode, errors));
    }

    [Fact]
    public async Task Build_UrlsBesidePorts_TakePrecedence()
    {
        using var folder = new TempFolder();
        await using var app = Build(folder, "--urls=http://127.0.0.1:9997", "--http_ports=9996");

        Assert.Equal("127.0.0.1:9997", app.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"]);
    }

    [Theory]
    [InlineData("--urls=")]
    [InlineData("--urls=", "--http_ports=", "--https_ports=")]
    [InlineData("--http_ports=")]
    public async Task Build_EmptyUrls_IsTheDefault(params string[] args)
    {
        using var folder = new TempFolder();
        await using var app = Build(folder, args);

        Assert.Equal("127.0.0.1:7071", app.Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"]);
    }

    // The gateway b is faulty, so that the start ends before it listens.
    [Theory]
    [InlineData("--urls=", 1)]
    [InlineData("--urls=http://unix:/nowhere/relay.sock", 2)]
    public async Task Start_AddressWithoutAHost_HasTheFaultsOfCheck(string urls, int count)
    {
        using var folder = new TempFolder();
        string[] args = [urls, $"--Relay:GatewaysFile={await folder.WriteAsync("mine.json", Demo)}"];

        var start = await ServerCommand.RunAsync(folder, args);
        var check = await ServerCommand.RunAsync(folder, ["check", .. args]);

        Assert.Equal(count, start.Errors.Split('\n').Length);
        Assert.Equal(
            start.Errors.Split('\n').Order(StringComparer.Ordinal),
            check.Errors.Split('\n').Select(line => $"Relay did not start: {line}").Order(StringComparer.Ordinal));
    }

    private static EmbeddedFunctionsApplication Build(TempFolder folder, params string[] args) =>
        RelayServerApplication.Build([$"--Storage:Path={folder.Path}/relay.db", .. args]);
}
