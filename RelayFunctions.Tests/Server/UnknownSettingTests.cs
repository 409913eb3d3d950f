using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>A setting or option that nothing reads is rejected, since its author expects an effect.</summary>
public sealed class UnknownSettingTests
{
    [Theory]
    [InlineData("Storage:Pth", "Storage__Pth: is unknown; the settings are Storage__Provider, Storage__Path, Storage__MinFreeBytes, Storage__TaskHub; did you mean Storage__Path?")]
    [InlineData("Storage:Path:x", "Storage__Path__x: is unknown")]
    [InlineData("storage:minfreebyte", "did you mean Storage__MinFreeBytes?")]
    [InlineData("Functions:Key:a", "Functions__Key__a: is unknown; the settings are Functions__Keys__NAME, Functions__FunctionKeys__FUNCTION__NAME; did you mean Functions__Keys__a?")]
    [InlineData("Functions:Keys", "Functions__Keys: is unknown")]
    [InlineData("Functions:FunctionKeys:SendMessage", "Functions__FunctionKeys__SendMessage: is unknown")]
    [InlineData("Telemetry:Prometeus", "did you mean Telemetry__Prometheus?")]
    [InlineData("Telemetry:Otlp", "Telemetry__Otlp: is unknown")]
    [InlineData("Relay:Retension", "did you mean Relay__Retention?")]
    [InlineData("Relay:Retention:Days", "Relay__Retention__Days: is unknown")]
    public async Task Check_UnknownSettingOfAnOwnSection_NamesItAndSuggestsTheRightOne(string setting, string fault)
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, "check", $"--{setting}=s3cret");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(fault, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownSetting_IsRejected()
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder, "--urls=http://127.0.0.1:0", "--Storage:Provder=AzureStorage");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Storage__Provder: is unknown", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_MisspeltPathOfTheStore_IsRejected()
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, "backup", "copy.db", "--Storage:Pth=other.db");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("Relay did not back up: setting Storage__Pth: is unknown", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("unknown option '--port'", "--port", "8080")]
    [InlineData("unknown option '--prot'", "--prot=8080")]
    [InlineData("unknown option '-p'", "-p", "8080")]
    [InlineData("unknown option '-p'", "-p=8080")]
    [InlineData("unknown option '--url'; did you mean --urls?", "--url=http://127.0.0.1:1")]
    [InlineData("unknown option '--Storage_Path'; did you mean --Storage:Path?", "--Storage_Path=s3cret")]
    [InlineData("unknown option '--Storage__Path'; did you mean --Storage:Path?", "--Storage__Path", "s3cret")]
    [InlineData("unknown option '--Realy:Retention'; did you mean --Relay:Retention?", "--Realy:Retention=s3cret")]
    [InlineData("unknown option '--Gateways__sms__secrets__token'; did you mean --Gateways:sms:secrets:token?", "--Gateways__sms__secrets__token=s3cret")]
    [InlineData("unknown option 'Storage_Path'; did you mean --Storage:Path?", "Storage_Path=s3cret")]
    [InlineData("unknown option '--Storage'", "--Storage=s3cret")]
    [InlineData("unknown option '--check'; did you mean check?", "--check")]
    [InlineData("unknown option '--verbose'", "--verbose", "check")]
    [InlineData("unknown option '--verbose'", "check", "--verbose")]
    [InlineData("option '--urls' needs a value: --urls=VALUE", "--urls")]
    [InlineData("option '--Storage:Path' needs a value", "--Storage:Path", "--Relay:Retention=7.00:00:00")]
    [InlineData("unknown command 'chek'; did you mean 'check'?", "chek")]
    [InlineData("unknown command 'serve'", "serve")]
    [InlineData("'check' takes one FILE", "check", "a.json", "b.json")]
    [InlineData("'verify' needs a FILE", "verify")]
    public async Task Run_UnknownOptionOrWord_IsRejectedWithTheUsage(string fault, params string[] args)
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, args);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(fault, errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("Usage: RelayServer", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("Relay did not start: unknown option '--verbose'", "--verbose")]
    [InlineData("unknown option '--verbose'", "check", "--verbose")]
    [InlineData("unknown command 'chek'", "chek")]
    [InlineData("'backup' needs a FILE", "backup")]
    public async Task Run_RejectedCommand_IsNotCalledAStart(string line, params string[] args)
    {
        using var folder = new TempFolder();

        var (_, _, errors) = await ServerCommand.RunAsync(folder, args);

        Assert.StartsWith(line, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Relay:Retention", "7.00:00:00")]
    [InlineData("/Relay:Retention=7.00:00:00")]
    [InlineData("Relay:Retention=7.00:00:00")]
    [InlineData("--URLS", "http://127.0.0.1:0")]
    [InlineData("--http_ports=0", "--urls=http://127.0.0.1:0")]
    [InlineData("--environment", "Development")]
    [InlineData("--hostBuilder:reloadConfigOnChange=false")]
    [InlineData("--FORWARDEDHEADERS_ENABLED=true")]
    [InlineData("--Logging:LogLevel:Default=Warning")]
    [InlineData("--AzureWebJobs.DemoGateway.Disabled=true")]
    [InlineData("--OTEL_SERVICE_NAME=relay-2")]
    [InlineData("--AzureWebJobsStorage=UseDevelopmentStorage=true")]
    [InlineData("--Functions:FunctionKeys:SendMessage:a=0123456789abcdef")]
    [InlineData("--Kestrel:Limits:MaxConcurrentConnections=10")]
    public async Task Check_KnownOptionInAnyFormOfTheCommandLine_IsAccepted(params string[] args)
    {
        using var folder = new TempFolder();

        var (exitCode, _, errors) = await ServerCommand.RunAsync(folder, [.. args, "check"]);

        Assert.Equal((0, ""), (exitCode, errors));
    }
}
