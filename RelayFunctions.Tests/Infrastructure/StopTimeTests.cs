using System.Globalization;
using System.Text.RegularExpressions;
using RelayFunctions.Delivery;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>
/// A supervisor that kills the server as its own time for a stop ends makes a crash of each stop that takes that long.
/// </summary>
public sealed partial class StopTimeTests
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("infra/systemd/relay.service")]
    [InlineData("infra/kubernetes/relay.yaml")]
    [InlineData("infra/kubernetes/relay-azure-storage.yaml")]
    [InlineData("docs/hosting.md")]
    [InlineData("docs/guarantees.md")]
    public async Task StopTimeout_OfASupervisor_ExceedsTheServersOwn(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(BuildOutput.Root, file), TestContext.Current.CancellationToken);
        var pause = SecondsOf(PauseBeforeStop().Match(text)) ?? TimeSpan.Zero;

        var allowed = Assert.Single(StopTimeout().Matches(text), match => match.Success);

        Assert.True(SecondsOf(allowed) >= pause + DeliveryRules.ShutdownGrace + Margin, allowed.Value);
    }

    private static TimeSpan? SecondsOf(Match match) => match.Success
        ? TimeSpan.FromSeconds(int.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"(TimeoutStopSec=|terminationGracePeriodSeconds: |--stop-timeout |docker stop -t )(?<seconds>\d+)")]
    private static partial Regex StopTimeout();

    [GeneratedRegex(@"sleep: \{ seconds: (?<seconds>\d+)")]
    private static partial Regex PauseBeforeStop();
}
