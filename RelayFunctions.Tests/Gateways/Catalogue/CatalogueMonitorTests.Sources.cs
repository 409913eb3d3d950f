using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Catalogue;

/// <content>The sources of the catalogue.</content>
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

    // A read of the pipe would wait for its writer, with the lock of all later reads.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_FileIsAPipeForAWhile_IsRejectedAndALaterChangeApplies(bool isLinked)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        Write("""{"gateways": {"first": {"url": "http://a"}}}""");
        using var host = ClockedHost();
        await host.StartAsync(Cancellation);

        File.Delete(CatalogueFile);
        var pipe = isLinked ? CatalogueFile + ".pipe" : CatalogueFile;
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
            await mkfifo.WaitForExitAsync(Cancellation);
        if (isLinked)
            File.CreateSymbolicLink(CatalogueFile, pipe);
        var monitor = host.Services.GetRequiredService<CatalogueMonitor>();
        await Task.Run(AdvanceUntilRejected, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var rejected = monitor.RejectedFaults;
        File.Delete(CatalogueFile);
        Write("""{"gateways": {"second": {"url": "http://a"}}}""");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("is a pipe", Assert.Single(rejected), StringComparison.Ordinal);
        Assert.Equal(["second"], Catalogue(host).Names);

        // The file's own watcher, on real time, can put off the confirmation of a fault.
        void AdvanceUntilRejected()
        {
            while (monitor.RejectedFaults.Count == 0)
                _time.Advance(TimeSpan.FromSeconds(1));
        }
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
                "Catalogue: gateways.json: lacks gateways whose settings therefore have no effect: gone (one of them is Gateways__gone__secrets__token)",
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
                $"The catalogue in {CatalogueFile} is valid again, and unchanged",
            ],
            _log.Lines.Where(line => line.Contains("atalogue", StringComparison.Ordinal) || line.StartsWith("Gateways", StringComparison.Ordinal)));

        // The poll of the content, then the second look.
        void PassTime()
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private void Version(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var file = Path.Combine(folder, "gateways.json");
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private IHost ClockedHost(params (string Key, string? Value)[] settings) => Host(null, settings, _time);
}
