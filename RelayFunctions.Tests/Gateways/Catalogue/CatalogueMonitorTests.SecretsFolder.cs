using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Catalogue;

/// <content>Secrets in files.</content>
public sealed partial class CatalogueMonitorTests
{
    private const string EmptyFile =
        "setting Relay__SecretsFolder: the file Gateways__sms__secrets__token is empty, or is a pipe, socket or device: it counts as not set";

    /// <summary>The secret as an environment variable, which a file overrides.</summary>
    private static readonly (string Key, string? Value) Environment = ("Gateways:sms:secrets:token", "environment");

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
    public async Task SecretsFolder_SettingThatIsReadAtTheStart_IsWarnedOfUntilItIsAsBefore()
    {
        var secret = WriteSecret("first");
        var file = Path.Combine(Path.GetDirectoryName(secret)!, "Relay__CallbackSecret");
        await File.WriteAllTextAsync(file, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Cancellation);
        using var host = SecretsHost(secret);
        await host.StartAsync(Cancellation);
        var catalogue = host.Services.GetRequiredService<CatalogueMonitor>();
        var before = catalogue.Warnings;

        await File.WriteAllTextAsync(file, "QqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GK", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        var changed = catalogue.Warnings;
        await File.WriteAllTextAsync(file, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));

        const string warning = "setting Relay__CallbackSecret: has changed, which takes effect at the next start";
        Assert.Empty(before);
        Assert.Equal([warning], changed);
        Assert.Empty(catalogue.Warnings);
        Assert.Single(_log.Lines, $"Catalogue: {warning}");
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
            "setting Relay__SecretsFolder: the file Gateways__sms__secrets__token can't be read: there is no such file", StringComparison.Ordinal));
        File.Delete(file);
        await File.WriteAllTextAsync(file, "other", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Bearer other", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
        Assert.Empty(catalogue.RejectedFaults);
    }

    [Theory]
    [InlineData("Gateways__a__secrets__t", "-> nowhere", "can't be read: there is no such file")]
    [InlineData("Gateways__a__secrets__t", "no permission", "can't be read: access is denied")]
    [InlineData("Gateways__a__secrets__t", "long", "is longer than 65536 characters")]
    [InlineData("Gateways__a__secrets__t", "\u00e9", "is not UTF-8")]
    [InlineData("gateways__SMS__secrets__token", "x", "has a name that differs from another's only in case")]
    public async Task SecretsFolder_InvalidFile_StopsTheStartAndIsNamed(string name, string content, string fault)
    {
        Assert.SkipWhen(content == "no permission" && (OperatingSystem.IsWindows() || System.Environment.IsPrivilegedProcess), "Root reads every file.");
        var secret = WriteSecret("first");
        var secrets = Path.GetDirectoryName(secret)!;
        await File.WriteAllTextAsync(Path.Combine(secrets, ".hidden"), "x", Cancellation);
        var file = Path.Combine(secrets, name);
        if (content == "-> nowhere")
            File.CreateSymbolicLink(file, Path.Combine(_folder, "nowhere"));
        else
            await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(content == "long" ? new string('a', 65537) : content), Cancellation);
        if (content == "no permission" && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);
        using var host = SecretsHost(secret);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("setting Relay__SecretsFolder: the file ", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Contains(name, refusal.Failures.Single(), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(fault, refusal.Failures.Single(), StringComparison.Ordinal);
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

        // Nothing waits for a writer of the pipe.
        if (pipe == secret)
            Assert.Contains("reads secrets.token, which is not set", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation))).Message, StringComparison.Ordinal);
        else
            await host.StartAsync(Cancellation);

        if (pipe != secret)
        {
            Assert.Contains(
                $"Catalogue: setting Relay__SecretsFolder: the file {name} is empty, or is a pipe, socket or device: it counts as not set",
                _log.Lines);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" \r\n\n")]
    public async Task SecretsFolder_EmptyFile_CountsAsNotSet(string content)
    {
        var file = WriteSecret(content);
        using var without = SecretsHost(file);
        using var with = SecretsHost(file, Environment);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => without.StartAsync(Cancellation));
        await with.StartAsync(Cancellation);

        Assert.Contains("reads secrets.token, which is not set", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Equal("Bearer environment", Catalogue(with).Find("sms")!.Fill("Hi").Header("Authorization"));
        Assert.Equal([EmptyFile], with.Services.GetRequiredService<CatalogueMonitor>().Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task SecretsFolder_FileThatIsEmptiedAndDeleted_GivesWayToTheEnvironment(string content)
    {
        var file = WriteSecret("file");
        using var host = SecretsHost(file, Environment);
        await host.StartAsync(Cancellation);
        var catalogue = host.Services.GetRequiredService<CatalogueMonitor>();
        var seen = new List<string?>();

        foreach (var change in new Action[]
        {
            () => { }, () => File.WriteAllText(file, content), () => File.Delete(file), () => File.WriteAllText(file, content),
            () => File.WriteAllText(file, "other"), () => File.Delete(file),
        })
        {
            change();
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Empty(catalogue.RejectedFaults);
            seen.Add($"{Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization")} {string.Join(' ', catalogue.Warnings)}");
        }

        Assert.Equal(
            ["Bearer file ", $"Bearer environment {EmptyFile}", "Bearer environment ", $"Bearer environment {EmptyFile}", "Bearer other ", "Bearer environment "],
            seen);
    }

    [Fact]
    public async Task SecretsFolder_OnlyValueIsEmptied_IsAFaultUntilItIsSet()
    {
        var file = WriteSecret("file");
        using var host = SecretsHost(file);
        await host.StartAsync(Cancellation);
        var catalogue = host.Services.GetRequiredService<CatalogueMonitor>();

        foreach (var change in new[] { () => File.WriteAllText(file, ""), () => File.Delete(file) })
        {
            change();
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Contains("reads secrets.token, which is not set", Assert.Single(catalogue.RejectedFaults), StringComparison.Ordinal);
            Assert.Equal("Bearer file", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
        }

        await File.WriteAllTextAsync(file, "other", Cancellation);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(catalogue.RejectedFaults);
        Assert.Equal("Bearer other", Catalogue(host).Find("sms")!.Fill("Hi").Header("Authorization"));
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

    private IHost SecretsHost(string file, params (string Key, string? Value)[] settings) =>
        ClockedHost([("Relay:SecretsFolder", Path.GetDirectoryName(file)), .. settings]);
}
