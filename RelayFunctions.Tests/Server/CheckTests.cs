using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DurableTask.Sqlite;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>The commands for a pipeline: their exit codes and their output.</summary>
public sealed class CheckTests
{
    private const string Right =
        """{ "gateways": { "b": { "url": "gateway_1" }, "a": { "preset": "telegram", "settings": { "chatId": "1" } } } }""";

    [Fact]
    public async Task Check_ValidCatalogue_Exits0AndNamesItsGatewaysWithoutListeningOrAStore()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var catalogue = await folder.WriteAsync("mine.json", Right);

        var (exitCode, output, errors) = await ProcessAsync(
            folder,
            Path.Combine(BuildOutput.RelayServer, "RelayServer.dll"),
            "check",
            $"--urls=http://{taken.LocalEndpoint}",
            $"--Relay:GatewaysFile={catalogue}",
            "--Gateways:a:secrets:token=c0ffee");

        Assert.Equal((0, $"No faults in {catalogue}: a, b", ""), (exitCode, output, errors));
        Assert.Equal([catalogue], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Check_InvalidCatalogue_Exits1WithALinePerFaultOnStderr()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync(
            "mine.json",
            """
            {
              "gateways": {
                "a": { "preset": "telegram", "settings": { "chatId": "1" } },
                "b": { "url": "https://b.example/{{ parameters.to }}", "retry": { "attempts": 4 }, "bodi": {} },
                "c": { "url": "https://c.example" }
              }
            }
            """);

        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder, "--urls", "http://127.0.0.1:0", "check", catalogue, "--Gateways:c:timeout=c0ffee");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            [
                "mine.json: gateway 'a': secrets.token: is not set: set Gateways__a__secrets__token (the bot's token, from @BotFather)",
                "mine.json: gateway 'b': bodi: unknown key; did you mean 'body'?",
                "mine.json: gateway 'b': retry.attempts: must be a whole number from 1 to 3",
                "mine.json: gateway 'b': url: reads parameters.to, which is not among the gateway's parameters",
                "setting Gateways__c__timeout: gateway 'c': timeout: must be a time from 00:00:00.1 to 00:02:00, as in \"00:01:30\"",
            ],
            errors.Split('\n').Select(line => line.Split("; the keys here")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Check_FaultsOfEveryKind_FindsThemInOneRun()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync(
            "mine.json", """{ "gateways": { "b": { "url": "gateway_1", "bodi": {} }, "c": { "url": "https://c.example" } } }""");

        var (exitCode, output, errors) = await ServerCommand.RunAsync(
            folder,
            "check",
            catalogue,
            "--Storage:Provider=Postgres",
            "--Storage:Pth=x",
            "--Telemetry:Prometheus=often",
            "--OTEL_EXPORTER_OTLP_ENDPOINT=nowhere",
            "--Functions:Keys:a=",
            "--urls=nonsense",
            "--AzureWebJobs.DemoGateway.Disabled=perhaps",
            "--Relay:Retention=soon",
            "--Relay:DemoGateways=perhaps",
            "--Relay:SecretsFolder=/nowhere",
            "--Gateways:c:timeout=c0ffee");

        Assert.Equal((1, ""), (exitCode, output));
        var lines = errors.Split('\n');
        Assert.All(
            (string[])[
                "setting Storage__Provider", "setting Storage__Pth", "setting Telemetry__Prometheus",
                "setting OTEL_EXPORTER_OTLP_ENDPOINT", "Functions__Keys__a", "The address 'nonsense'",
                "AzureWebJobs.DemoGateway.Disabled", "setting Relay__Retention", "setting Relay__DemoGateways",
                "setting Relay__SecretsFolder", "gateway 'b': bodi", "setting Gateways__c__timeout",
            ],
            fault => Assert.Single(lines, line => line.Contains(fault, StringComparison.Ordinal)));
        Assert.Equal(12, lines.Length);
    }

    [Fact]
    public async Task Check_OtherFile_IsRelativeToTheFolderOfTheCommand()
    {
        using var folder = new TempFolder();
        var catalogue = await folder.WriteAsync("other.json", """{ "gateways": { "only_here": { "url": "https://a.example" } } }""");
        var project = Path.Combine(BuildOutput.Root, "RelayServer");

        var (exitCode, output, errors) = await ProcessAsync(
            folder, "run", "--no-build", "-c", BuildOutput.Configuration, "--project", project, "--", "check", "other.json");

        Assert.Equal((0, $"No faults in {catalogue}: only_here", ""), (exitCode, output, errors));
    }

    [Fact]
    public async Task Verify_Store_Exits0ForASoundOneAnd1WithALineForAnother()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "relay.db");
        await new SqliteOrchestrationService(new() { Path = path }).DisposeAsync();

        Assert.Equal((0, $"No faults in {path}", ""), await ServerCommand.RunAsync(folder, "verify", "relay.db"));

        await File.WriteAllBytesAsync(path, new byte[10_000], TestContext.Current.CancellationToken);
        var empty = await folder.WriteAsync("empty.db", "");
        Assert.Equal(
            (1, "", $"{empty}: contains no store: it is empty, or it was copied without its '-wal'"),
            await ServerCommand.RunAsync(folder, "verify", "empty.db"));

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, "verify", path);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{path}: ", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a missing store", "missing.db' does not exist", "verify", "missing.db")]
    [InlineData("a folder", "it must be a file, and that is a folder", "verify", ".")]
    [InlineData("missing.json", "missing.json can't be read: there is no such file$", "check", "missing.json")]
    [InlineData("missing.json", "missing.json can't be read: there is no such file$", "check", "--Relay:GatewaysFile=missing.json")]
    [InlineData("a folder of that name", "can't be read: it is a folder$", "check", ".")]
    [InlineData("a setting", "setting Relay__Retention: must be", "check", "--Relay:Retention=soon")]
    [InlineData("an address without a key", "Functions__Keys", "check", "--urls", "http://0.0.0.0:0")]
    public async Task Run_InvalidSettings_Exits1WithALineOnStderr(string what, string line, params string[] args)
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, args);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(line, $"{Assert.Single(errors.Split('\n'))}$", StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("Usage: RelayServer", "--help")]
    [InlineData("Usage: RelayServer", "check", "-h")]
    [InlineData("RelayServer 1.", "--version")]
    public async Task Run_HelpOrVersion_ShowsItAndServesNothing(string beginning, params string[] args)
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, args);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.StartsWith(beginning, output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> ProcessAsync(TempFolder folder, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).TrimEnd(), (await errors).TrimEnd());
    }
}
