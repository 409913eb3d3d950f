using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>Settings that ASP.NET Core and OpenTelemetry read: <c>check</c> finds what stops a start.</summary>
public sealed class FrameworkSettingTests
{
    private const string Levels = "must be Trace, Debug, Information, Warning, Error, Critical or None";
    private const string Endpoint = "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1";

    [Theory]
    [InlineData($"setting Logging__LogLevel__Default: {Levels}", "--Logging:LogLevel:Default=s3cret")]
    [InlineData($"setting Logging__Console__LogLevel__a.b: {Levels}", "--Logging:Console:LogLevel:a.b=s3cret")]
    [InlineData("setting OTEL_EXPORTER_OTLP_HEADERS: must be NAME=VALUE pairs with commas between them", Endpoint, "--OTEL_EXPORTER_OTLP_HEADERS=a=b,s3cret")]
    [InlineData("setting OTEL_EXPORTER_OTLP_TRACES_HEADERS: must be NAME=VALUE pairs with commas between them", Endpoint, "--OTEL_EXPORTER_OTLP_TRACES_HEADERS=s3cret")]
    [InlineData("CA Certificate file not found at path: /nowhere/ca.pem", Endpoint, "--OTEL_EXPORTER_OTLP_CERTIFICATE=/nowhere/ca.pem")]
    public async Task Check_ValueThatStopsAStart_IsTheSameFaultBesideThoseOfGateways(string fault, params string[] args)
    {
        using var folder = new TempFolder();
        var right = await folder.WriteAsync("right.json", """{ "gateways": { "a": { "url": "https://a.example" } } }""");
        var wrong = await folder.WriteAsync("wrong.json", """{ "gateways": { "a": { "url": "https://a.example", "bodi": {} } } }""");

        var check = await ServerCommand.RunAsync(folder, ["check", wrong, .. args]);
        var start = await ServerCommand.RunAsync(folder, ["--urls=http://127.0.0.1:0", $"--Relay:GatewaysFile={right}", .. args]);

        Assert.Equal((1, ""), (check.ExitCode, check.Output));
        Assert.Collection(
            check.Errors.Split('\n'),
            line => Assert.StartsWith(fault, line, StringComparison.Ordinal),
            line => Assert.StartsWith("wrong.json: gateway 'a': bodi", line, StringComparison.Ordinal));
        Assert.Equal((1, $"Relay did not start: {check.Errors.Split('\n')[0]}"), (start.ExitCode, start.Errors));
        Assert.DoesNotContain("s3cret", check.Errors, StringComparison.Ordinal);
    }

    // Configuration itself fails before a fault of it can be collected.
    [Fact]
    public async Task Check_SettingThatConfigurationCantRead_IsALineOnStderr()
    {
        using var folder = new TempFolder();

        var (exitCode, output, errors) = await ServerCommand.RunAsync(folder, "check", "--hostBuilder:reloadConfigOnChange=perhaps");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("hostBuilder:reloadConfigOnChange", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
    }
}
