using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>A Functions app with another <c>routePrefix</c> in its host.json.</summary>
public sealed class RoutePrefixTests(RelayTargets targets)
{
    [Fact]
    public async Task Prefix_OfTwoSegments_PrecedesEveryRoute()
    {
        await using var worker = await targets.PrefixedWorkerAsync("RelayPrefixed", "a/b");
        var target = worker.Target;

        await PageChecks.RunAsync(target.Http, "/a/b");

        using var unprefixed = await target.Http.GetAsync(new Uri("/console", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)unprefixed.StatusCode);
    }
}
