using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways.Catalogue;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Catalogue;

/// <content>The sources of the catalogue and its secrets.</content>
public sealed partial class CatalogueMonitorTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task ConfigMap_IsSwappedByASymbolicLink_IsLoadedWithinFiveSeconds()
    {
        // The layout of Kubernetes: gateways.json -> ..data/gateways.json, ..data -> a folder of the version.
        Version("..v1", """{"gateways": {"first": {"url": "http://a"}}}""");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), "..v1");
        File.CreateSymbolicLink(CatalogueFile, Path.Combine("..data", "gateways.json"));
        using var host = ClockedHost();
        await host.StartAsync(Cancellation);

        // Same length, same time: only the content differs.
        Version("..v2", """{"gateways": {"other": {"url": "http://a"}}}""");
        Directory.Delete(Path.Combine(_folder, "..data"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), "..v2");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["other"], Catalogue(host).Names);
    }

    [Fact]
    public async Task Start_FileThatIsNotUtf8_NamesThePlace()
    {
        await File.WriteAllBytesAsync(
            CatalogueFile, Encoding.Latin1.GetBytes("{\n\"gateways\": {\"é\": {}}}"), Cancellation);
        using var host = Host();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(["gateways.json: is not UTF-8, at line 2, byte 15: save it as UTF-8"], refusal.Failures);
    }

    [Fact]
    public async Task Start_SettingsOfAGatewayThatIsGone_AreAWarning()
    {
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = Host(("Gateways:gone:secrets:token", "s3cret"), ("Gateways:gone:timeout", "00:00:05"));

        await host.StartAsync(Cancellation);

        Assert.Equal(["first"], Catalogue(host).Names);
        string[] warnings = [.. _log.Lines.Where(line => line.StartsWith("Catalogue: ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "Catalogue: gateways.json: lacks gateways whose settings therefore have no effect: gone",
            ],
            warnings);
    }

    [Fact]
    public async Task Start_GatewayOnlyInSettings_IsAGateway()
    {
        Write("""{"gateways": {}}""");
        using var host = Host(("Gateways:sms:Url", "http://a"), ("Gateways:sms:timeout", "00:00:05"));

        await host.StartAsync(Cancellation);

        Assert.Equal(["sms"], Catalogue(host).Names);
    }

    [Theory]
    [InlineData("secrets:token", "s3cret\n")]
    [InlineData("secrets:token", " s3cret\r\n")]
    [InlineData("auth:bearer", "s3cret\t")]
    public async Task Start_SecretWithWhiteSpaceAtItsEnds_IsTrimmedWithAWarning(string key, string value)
    {
        Write("""{"gateways": {"first": {"url": "http://a", "auth": {"bearer": "{{ secrets.token }}"}}}}""");
        using var host = Host(new Dictionary<string, string?>
        {
            ["Gateways:first:secrets:token"] = "other",
            [$"Gateways:first:{key}"] = value,
        }.Select(pair => (pair.Key, pair.Value)).ToArray());

        await host.StartAsync(Cancellation);

        Assert.Equal("Bearer s3cret", Catalogue(host).Find("first")!.Fill("Hi").Header("Authorization"));
        var warning = Assert.Single(_log.Lines, line => line.Contains("has white space", StringComparison.Ordinal));
        Assert.StartsWith($"Catalogue: setting Gateways__first__{key.Replace(":", "__", StringComparison.Ordinal)}: has white space", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretsFolder_FilePerKey_IsReadAndItsChangeIsLoaded()
    {
        var file = WriteSecret("first\n");
        using var host = SecretsHost(file);
        await host.StartAsync(Cancellation);
        var before = Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization");

        await File.WriteAllTextAsync(file, "other\n", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("Bearer first", before);
        Assert.Equal("Bearer other", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Catalogue: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretsFolder_FileThatCanNoLongerBeRead_KeepsTheOldCatalogue()
    {
        var file = WriteSecret("first\r\n");
        using var host = SecretsHost(file);
        await host.StartAsync(Cancellation);
        var catalogue = host.Services.GetRequiredService<CatalogueMonitor>();

        File.Delete(file);
        File.CreateSymbolicLink(file, Path.Combine(_folder, "nowhere"));
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Bearer first", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
        Assert.Contains(catalogue.RejectedFaults, fault => fault.StartsWith(
            "setting Relay__SecretsFolder: the file Gateways__sms__secrets__token can't be read", StringComparison.Ordinal));
        File.Delete(file);
        await File.WriteAllTextAsync(file, "other", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Bearer other", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
        Assert.Empty(catalogue.RejectedFaults);
    }

    [Theory]
    [InlineData("Gateways__a__secrets__t", "-> nowhere")]
    [InlineData("Gateways__a__secrets__t", "\u00e9")]
    [InlineData("gateways__SMS__secrets__token", "x")]
    public async Task SecretsFolder_InvalidFile_StopsTheStartAndIsNamed(string name, string content)
    {
        var secret = WriteSecret("first");
        var secrets = Path.GetDirectoryName(secret)!;
        await File.WriteAllTextAsync(Path.Combine(secrets, ".hidden"), "x", Cancellation);
        var file = Path.Combine(secrets, name);
        if (content == "-> nowhere")
            File.CreateSymbolicLink(file, Path.Combine(_folder, "nowhere"));
        else
            await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(content), Cancellation);
        using var host = SecretsHost(secret);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("setting Relay__SecretsFolder: the file ", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Contains(name, refusal.Failures.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task FileChange_InvalidAndBackAgain_IsOneLineEach()
    {
        const string right = """{"gateways": {"first": {"url": "http://a"}}}""";
        Write(right);
        using var host = ClockedHost();
        await host.StartAsync(Cancellation);

        Write("""{"gateways": {"first": {"url": "ftp://a"}}}""");
        PassTime();
        // Each of the watches sends a notice of the same change.
        ((IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>()).Reload();
        PassTime();
        Write("{}");
        PassTime();
        Write(right);
        PassTime();
        PassTime();

        Assert.Equal(
            [
                $"Gateways of {CatalogueFile}: first",
                "The changed catalogue is invalid, and the old one stays in use: gateways.json: gateway 'first': url: must be an http or https address",
                "The changed catalogue is invalid, and the old one stays in use: gateways.json: lacks the key 'gateways'",
                $"The catalogue of {CatalogueFile} is as before, and valid again",
            ],
            _log.Lines.Where(line => line.Contains("atalogue", StringComparison.Ordinal) || line.StartsWith("Gateways", StringComparison.Ordinal)));

        // The poll of the content, then the second look.
        void PassTime()
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Theory]
    [InlineData("Gateways__sms__secrets__token", false)]
    [InlineData("token", false)]
    [InlineData("link", true)]
    public async Task SecretsFolder_Pipe_IsAWarningAndBlocksNothing(string name, bool isLinked)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        var secret = WriteSecret("first");
        var pipe = Path.Combine(isLinked ? _folder : Path.GetDirectoryName(secret)!, name);
        File.Delete(pipe);
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
            await mkfifo.WaitForExitAsync(Cancellation);
        if (isLinked)
            File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(secret)!, name), pipe);
        using var host = SecretsHost(secret);

        // The start takes an empty token for a missing one; nothing waits for a writer of the pipe.
        if (pipe == secret)
            Assert.Contains("secrets.token: must not be empty", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation))).Message, StringComparison.Ordinal);
        else
            await host.StartAsync(Cancellation);

        if (pipe != secret)
        {
            Assert.Contains(
                $"Catalogue: setting Relay__SecretsFolder: the file {name} is empty, or is a pipe, socket or device: it counts as not set",
                _log.Lines);
        }
    }

    [Fact]
    public async Task SecretsFolder_FileThatIsNotNamedLikeASetting_IsAWarning()
    {
        var secret = WriteSecret("first");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(secret)!, "token"), "s3cret", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(secret)!, "AzureWebJobsStorage"), "s3cret", Cancellation);
        using var host = SecretsHost(secret);

        await host.StartAsync(Cancellation);

        Assert.Equal(
            ["Catalogue: setting Relay__SecretsFolder: the file token is not named like a setting, as in Gateways__sms__secrets__token: nothing reads it"],
            _log.Lines.Where(line => line.StartsWith("Catalogue: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SecretsFolder_FileThatNothingReadsComesAndGoes_IsAWarningUntilThen()
    {
        var secret = WriteSecret("first");
        var useless = Path.Combine(Path.GetDirectoryName(secret)!, "token");
        using var host = SecretsHost(secret);
        await host.StartAsync(Cancellation);
        var catalogue = host.Services.GetRequiredService<CatalogueMonitor>();

        await File.WriteAllTextAsync(useless, "s3cret", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        var warning = Assert.Single(catalogue.Warnings);
        File.Delete(useless);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(catalogue.Warnings);
        Assert.Equal([$"Catalogue: {warning}"], _log.Lines.Where(line => line.StartsWith("Catalogue: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SecretsFolder_ThatIsMissing_StopsTheStart()
    {
        Write("""{"gateways": {}}""");
        using var host = Host(("Relay:SecretsFolder", Path.Combine(_folder, "nowhere")));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(["setting Relay__SecretsFolder: is not an existing folder"], refusal.Failures);
    }

    private void Version(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var file = Path.Combine(folder, "gateways.json");
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>
    /// Creates a catalogue whose gateway <c>sms</c> reads its token from a file; returns the file's path.
    /// </summary>
    private string WriteSecret(string content)
    {
        Write("""{"gateways": {"sms": {"url": "http://a", "auth": {"bearer": "{{ secrets.token }}"}}}}""");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "secrets")).FullName;
        var file = Path.Combine(folder, "Gateways__sms__secrets__token");
        File.WriteAllText(file, content);
        return file;
    }

    private IHost SecretsHost(string file) => ClockedHost(("Relay:SecretsFolder", Path.GetDirectoryName(file)));

    private IHost ClockedHost(params (string Key, string? Value)[] settings) => Host(null, settings, _time);
}
