using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Tests.Hosting;
using RelayServer.Faults;

namespace RelayFunctions.Tests.Server;

/// <summary>A server that can't start writes a line that names what to correct.</summary>
public sealed class RefusedStartTests
{
    private const string NoGateways = """{ "gateways": {} }""";

    [Fact]
    public async Task Start_InvalidCatalogue_NamesFileGatewayAndKeyInOneLine()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync(
            "mine.json", """{ "gateways": { "fast": { "url": "https://example.com", "retry": { "interval": "00:00:05" } } } }""");

        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://127.0.0.1:0", $"--Relay:GatewaysFile={catalogue}");

        Assert.Equal((1, ""), (exitCode, output));
        var line = Assert.Single(errors.Split('\n'));
        Assert.Contains("mine.json", line, StringComparison.Ordinal);
        Assert.Contains("fast", line, StringComparison.Ordinal);
        Assert.Contains("retry.interval", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PublicAddressWithoutAKey_IsRejected()
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, "--urls=http://0.0.0.0:0");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Functions__Keys", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine.json", "mine.json' is not a SQLite file; it was not changed")]
    [InlineData("mine.json/relay.db", "mine.json/relay.db' can't be opened: ")]
    [InlineData("", "' can't be opened: it must be a file")]
    public async Task Start_StoreThatCantBeOpened_NamesTheSettingAndCreatesNothing(string path, string expected)
    {
        using var folder = new TempFolder();
        var other = await folder.WriteAsync("mine.json", """{ "gateways": {} }""");

        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(folder.Path, path)}");

        Assert.Equal((1, ""), (exitCode, output));
        var line = Assert.Single(errors.Split('\n'));
        Assert.StartsWith("Relay did not start: setting Storage__Path: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("backup in its place, without", line, StringComparison.Ordinal);
        Assert.Equal([other], Directory.GetFileSystemEntries(folder.Path));
    }

    // A full path would make a file with that name of each.
    [Theory]
    [InlineData(":memory:", "--urls=http://127.0.0.1:0", "Relay did not start: ")]
    [InlineData("Data Source=relay.db", "--urls=http://127.0.0.1:0", "Relay did not start: ")]
    [InlineData("file:relay.db?mode=memory", "check", "")]
    [InlineData("Filename=relay.db", "backup", "Relay did not back up: ")]
    public async Task Start_StorePathThatIsNoPath_NamesTheSetting(string path, string command, string start)
    {
        using var folder = new TempFolder();
        string[] words = command == "backup" ? [command, "copy.db"] : [command];

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, [.. words, $"--Storage:Path={path}"]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            $"{start}setting Storage__Path: '{path}' must be the path of a file, as in data/hub.db: no "
                + "connection string, no URI, and there is no store in memory",
            Assert.Single(errors.Split('\n')));
    }

    [Fact]
    public async Task Start_SeveralFaults_AreALineEachWithoutStopsInIt()
    {
        using var folder = new TempFolder();

        var (_, _, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://0.0.0.0:0", "--Storage:MinFreeBytes=many", "--Functions:Keys:default=",
            "--AzureFunctionsJobHost:extensions:durableTask:hubName=other");

        Assert.Equal(
            [
                "Relay did not start: setting Storage__MinFreeBytes: must be a whole number of bytes",
                "Relay did not start: setting Functions__Keys__default: the key is empty",
            ],
            errors.Split('\n'));
    }

    [Fact]
    public async Task Start_SeveralFaultsOfTheCatalogue_AreALineEach()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync(
            "mine.json", """{ "gateways": { "a": { "url": "ftp://a.example" }, "b": { "url": "https://b.example", "bodi": {} } } }""");

        var (_, _, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://127.0.0.1:0", $"--Relay:GatewaysFile={catalogue}");

        Assert.Collection(
            errors.Split('\n'),
            line => Assert.StartsWith("Relay did not start: mine.json: gateway 'a': url: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Relay did not start: mine.json: gateway 'b': bodi: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Start_PortInUse_NamesTheAddressAndTheOption(string host)
    {
        using var folder = new TempFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (exitCode, _, errors) = await ServerCommand.RunAsync(folder, $"--urls={address}");

        Assert.Equal(
            (1, $"Relay did not start: another process listens on {address}: stop it, or choose another address with --urls"),
            (exitCode, errors));
    }

    // The address is of a range for documentation (RFC 5737), which no machine has.
    [Fact]
    public async Task Start_AddressOfAnotherMachine_NamesTheAddressAndTheOption()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("mine.json", NoGateways);

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://192.0.2.1:7071", $"--Functions:Keys:default={new string('k', 32)}", $"--Relay:GatewaysFile={catalogue}");

        Assert.Equal(
            (1, "Relay did not start: this machine does not have the address http://192.0.2.1:7071: choose another one with --urls"),
            (exitCode, errors));
    }

    // Linux can't bind to an IPv4 address within an IPv6 socket that is for IPv6 alone.
    [Theory]
    [InlineData(SocketError.InvalidArgument)]
    [InlineData(SocketError.AddressFamilyNotSupported)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    [InlineData(SocketError.TooManyOpenSockets)]
    public void Fault_OfAnAddressThatCanNotBeListenedOn_NamesTheAddress(SocketError error) => Assert.Equal(
        [$"http://[::ffff:127.0.0.1]:7261 can't be listened on ({new SocketException((int)error).Message}): choose another address with --urls"],
        StartFaults.Of(new SocketException((int)error), Urls("http://[::ffff:127.0.0.1]:7261")));

    [Fact]
    public async Task Start_PortOfAnotherOptionInUse_DoesNotNameAnEmptyAddress()
    {
        using var folder = new TempFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder,
            "--urls=",
            $"--http_ports={((IPEndPoint)other.LocalEndpoint).Port}",
            $"--Functions:Keys:default={new string('k', 32)}",
            $"--Relay:GatewaysFile={await folder.WriteAsync("mine.json", NoGateways)}");

        Assert.Equal(
            (1, "Relay did not start: another process listens on a configured address: stop it, or choose another address with --urls"),
            (exitCode, errors));
    }

    [Fact]
    public async Task Start_UnixSocketInAFolderThatIsMissing_NamesTheSocket()
    {
        using var folder = new TempFolder();
        var address = $"http://unix:{folder.Path}/none/relay.sock";

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder, $"--urls={address}", $"--Relay:GatewaysFile={await folder.WriteAsync("mine.json", NoGateways)}");

        Assert.Equal(
            (1, $"Relay did not start: the socket {address} can't be created: its folder must exist and be writable"),
            (exitCode, errors));
    }

    // A server that was killed leaves its socket.
    [Fact]
    public async Task Start_UnixSocketThatExists_SaysWhatToDo()
    {
        using var folder = new TempFolder();
        var socket = await folder.WriteAsync("relay.sock", "");

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder, $"--urls=http://unix:{socket}", $"--Relay:GatewaysFile={await folder.WriteAsync("mine.json", NoGateways)}");

        Assert.Equal(
            (1, $"Relay did not start: the socket http://unix:{socket} exists: stop the process that listens on it, or delete it if none does"),
            (exitCode, errors));
    }

    // Tests may run as root, who may listen on every port.
    [Fact]
    public void Fault_OfAPortThatNeedsAPrivilege_NamesTheOption() => Assert.Equal(
        ["this user may not listen on http://127.0.0.1:80: a port below 1024 requires a privilege; choose another one with --urls"],
        StartFaults.Of(new SocketException((int)SocketError.AccessDenied), Urls("http://127.0.0.1:80")));

    [Fact]
    public void Fault_OfAConnectionToAnotherService_DoesNotBlameTheAddress() => Assert.Equal(
        ["no response"],
        StartFaults.Of(
            new HttpRequestException("no response", new SocketException((int)SocketError.AddressNotAvailable)),
            Urls("http://127.0.0.1:80")));

    private static IConfiguration Urls(string urls) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, urls)]).Build();
}
