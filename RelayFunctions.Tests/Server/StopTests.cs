using System.Net;
using System.Net.Sockets;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Machines;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Server;

/// <summary>What signals do to a real server process.</summary>
public sealed class StopTests
{
    private static readonly string[] Services = ["Blob", "Queue", "Table"];

    [Fact]
    public async Task Interrupt_SecondTime_EndsTheServerAndTheAttemptIsSentAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs env --default-signal.");
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        var settings = await HangingAsync(gateway, folder, timeout: "00:01:40");
        await using var server = await ServerProcess.StartToInterruptAsync(folder.Path, settings);
        using var client = new MessageClient(server.Address);
        var id = await client.SendAsync();
        await gateway.ArrivalAsync();

        server.Interrupt();
        await server.LineAsync("Stopping; attempts under way: 1.");
        server.Interrupt();

        Assert.Equal(130, await server.ExitAsync());
        gateway.Respond = _ => StubResponse.Ok;
        await using var next = await ServerProcess.StartAsync(folder.Path, settings);
        using var nextClient = new MessageClient(next.Address);
        await nextClient.UntilDeliveredAsync(id);
        Assert.Equal([1, 1], gateway.Requests.Select(request => request.Attempt));
    }

    // The end of a terminal or of an SSH session sends it, and administrators send it to services to reload them.
    [Fact]
    public async Task Hangup_DuringAnAttempt_LetsItEnd()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs env --default-signal.");
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        var settings = await HangingAsync(gateway, folder, timeout: "00:00:01");
        await using var server = await ServerProcess.StartToInterruptAsync(folder.Path, settings);
        using var client = new MessageClient(server.Address);
        await client.SendAsync();
        await gateway.ArrivalAsync();

        server.HangUp();

        Assert.Equal(0, await server.ExitAsync());
        Assert.Contains(server.Lines, line => line.Contains("attempt 1 of 3 to gateway_1 failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Terminate_DuringTheStart_SaysSoAndExits0()
    {
        using var folder = new TempFolder();
        using var silentAccount = new TcpListener(IPAddress.Loopback, 0);
        silentAccount.Start();
        var settings = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "AzureStorage",
            ["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;"
                + string.Concat(Services.Select(service => $"{service}Endpoint=http://{silentAccount.LocalEndpoint}/a;")),
        };
        await using var server = ServerProcess.Launch(folder.Path, settings, ["--urls=http://127.0.0.1:0"]);
        using var connection = await silentAccount.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        var exitCode = await server.TerminateAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("Relay was told to stop before it had started.", server.Lines);
        Assert.DoesNotContain(server.Lines, line => line.Contains("critical", StringComparison.Ordinal));
    }

    /// <summary>Makes the gateway hang. Returns the settings of a server that sends to it.</summary>
    private static async Task<Dictionary<string, string>> HangingAsync(RecordingGateway gateway, TempFolder folder, string timeout)
    {
        gateway.Respond = _ => StubResponse.Never;
        return new Dictionary<string, string>
        {
            ["Relay__GatewaysFile"] = await folder.WriteAsync(
                "gateways.json", $$"""{ "gateways": { "gateway_1": { "url": "{{gateway.Url}}", "timeout": "{{timeout}}" } } }"""),
        };
    }
}
