using RelayFunctions.Tests.Gateways.Certificates;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Server;

/// <summary>Settings that ASP.NET Core and OpenTelemetry read: <c>check</c> finds what stops a start.</summary>
public sealed class FrameworkSettingTests
{
    private const string Levels = "must be Trace, Debug, Information, Warning, Error, Critical or None";
    private const string Endpoint = "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1";
    private const string Https = "https://127.0.0.1:0";

    [Theory]
    [InlineData($"setting Logging__LogLevel__Default: {Levels}", "--Logging:LogLevel:Default=s3cret")]
    [InlineData($"setting Logging__Console__LogLevel__a.b: {Levels}", "--Logging:Console:LogLevel:a.b=s3cret")]
    [InlineData("setting Logging__Console__FormatterName: must be relay, json, simple or systemd", "--Logging:Console:FormatterName=s3cret")]
    [InlineData("setting Logging__Console__FormatterOptions__TimestampFormat: has a value that can't be used", "--Logging:Console:FormatterName=json", "--Logging:Console:FormatterOptions:TimestampFormat=%")]
    [InlineData("setting Logging__Console__FormatterOptions__ColorBehavior: has a value that can't be used", "--Logging:Console:FormatterName=simple", "--Logging:Console:FormatterOptions:ColorBehavior=s3cret")]
    [InlineData("setting Logging__Console__FormatterOptions__JsonWriterOptions__IndentSize: has a value that can't be used", "--Logging:Console:FormatterName=json", "--Logging:Console:FormatterOptions:JsonWriterOptions:IndentSize=500")]
    [InlineData("setting Logging__Console__FormatterOptions__JsonWriterOptions__Indented: has a value that can't be used", "--Logging:Console:FormatterName=json", "--Logging:Console:FormatterOptions:JsonWriterOptions:Indented=s3cret")]
    [InlineData("setting OTEL_EXPORTER_OTLP_HEADERS: must be NAME=VALUE pairs with commas between them", Endpoint, "--OTEL_EXPORTER_OTLP_HEADERS=a=b,s3cret")]
    [InlineData("setting OTEL_EXPORTER_OTLP_TRACES_HEADERS: must be NAME=VALUE pairs with commas between them", Endpoint, "--OTEL_EXPORTER_OTLP_TRACES_HEADERS=s3cret")]
    [InlineData("CA Certificate file not found at path: /nowhere/ca.pem", Endpoint, "--OTEL_EXPORTER_OTLP_CERTIFICATE=/nowhere/ca.pem")]
    [InlineData("setting Kestrel__Certificates__Default__Path: Could not find", "--Kestrel:Certificates:Default:Path=/nowhere/a.pem")]
    [InlineData("setting Kestrel__Certificates__Default__KeyPath: Could not find", "--Kestrel:Certificates:Default:Path=FOLDER/valid.pem", "--Kestrel:Certificates:Default:KeyPath=/nowhere/a.key")]
    [InlineData("setting Kestrel__Certificates__Default: ", "--Kestrel:Certificates:Default:Path=FOLDER/text.pem", "--Kestrel:Certificates:Default:Password=s3cret")]
    [InlineData("setting Kestrel__Endpoints__x__Certificate__Path: Could not find", $"--Kestrel:Endpoints:x:Url={Https}", "--Kestrel:Endpoints:x:Certificate:Path=/nowhere/a.pem")]
    [InlineData("setting Kestrel__Endpoints__x__Sni__a__Certificate__Path: Could not find", $"--Kestrel:Endpoints:x:Url={Https}", "--Kestrel:Endpoints:x:Sni:a:Certificate:Path=/nowhere/a.pem")]
    [InlineData("setting Kestrel__Endpoints__x: The endpoint x is missing the required 'Url' parameter", "--Kestrel:Endpoints:x:Protocols=Http1")]
    [InlineData("setting Kestrel__Endpoints__x: Unable to configure HTTPS endpoint. No server certificate", $"--Kestrel:Endpoints:x:Url={Https}")]
    [InlineData("setting urls: Unable to configure HTTPS endpoint. No server certificate", $"--urls={Https}")]
    [InlineData("setting https_ports: Unable to configure HTTPS endpoint. No server certificate", "--urls=", "--https_ports=0", "--Functions:Keys:a=0123456789abcdef0123456789abcdef")]
    public async Task Check_ValueThatStopsAStart_IsTheSameFaultBesideThoseOfGateways(string fault, params string[] args)
    {
        using var folder = new TempFolder();
        using var certificates = new TestCertificates();
        await folder.WriteAsync("valid.pem", certificates.Root.ExportCertificatePem());
        await folder.WriteAsync("text.pem", "no certificate");
        var right = await folder.WriteAsync("right.json", """{ "gateways": { "a": { "url": "https://a.example" } } }""");
        var wrong = await folder.WriteAsync("wrong.json", """{ "gateways": { "a": { "url": "https://a.example", "bodi": {} } } }""");
        args = [.. args.Select(arg => arg.Replace("FOLDER", folder.Path, StringComparison.Ordinal))];

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

    [Fact]
    public async Task Check_FaultsOfSeveralEndpoints_FindsEach()
    {
        using var folder = new TempFolder();

        var (_, _, errors) = await ServerCommand.RunAsync(
            folder,
            "check",
            $"--Kestrel:Endpoints:a:Url={Https}",
            "--Kestrel:Endpoints:a:Certificate:Path=/nowhere/a.pem",
            $"--Kestrel:Endpoints:b:Url={Https}",
            "--Kestrel:Endpoints:b:Certificate:Path=/nowhere/b.pem",
            "--Logging:LogLevel:Default=Foo");

        Assert.Collection(
            errors.Split('\n'),
            line => Assert.StartsWith("setting Logging__LogLevel__Default: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("setting Kestrel__Endpoints__a__Certificate__Path: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("setting Kestrel__Endpoints__b__Certificate__Path: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ValidCertificate_HasNoFaults()
    {
        using var folder = new TempFolder();
        using var certificates = new TestCertificates();
        using var certificate = certificates.Create("a.example");
        var pem = await folder.WriteAsync("a.pem", certificate.ExportCertificatePem());
        var key = await folder.WriteAsync("a.key", TestCertificates.KeyPem(certificate));

        var (exitCode, _, errors) = await ServerCommand.RunAsync(
            folder, "check", $"--urls={Https}", $"--Kestrel:Certificates:Default:Path={pem}", $"--Kestrel:Certificates:Default:KeyPath={key}");

        Assert.Equal((0, ""), (exitCode, errors));
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
