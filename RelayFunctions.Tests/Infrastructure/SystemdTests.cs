using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

public sealed class SystemdTests
{
    [Fact]
    public async Task Unit_Shipped_IsValid() => Assert.Equal("", await VerifyAsync("/opt/relay/RelayServer", "/bin/true"));

    [Fact]
    public async Task Unit_WithAnUnknownKey_IsAFault() =>
        Assert.Contains("TimeoutStop", await VerifyAsync("TimeoutStopSec", "TimeoutStopSeconds"), StringComparison.Ordinal);

    // The program that it starts must exist, and Relay is not installed here.
    private static async Task<string> VerifyAsync(string text, string instead)
    {
        const string Analyzer = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(Analyzer), "Needs systemd-analyze of Debian's package systemd.");
        using var folder = new TempFolder();
        var unit = Path.Combine(folder.Path, "relay.service");
        var shipped = await File.ReadAllTextAsync(
            Path.Combine(BuildOutput.Root, "infra", "systemd", "relay.service"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            unit, shipped.Replace(text, instead, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return await Command.RunAsync(Analyzer, "verify", "--man=no", unit);
    }
}
