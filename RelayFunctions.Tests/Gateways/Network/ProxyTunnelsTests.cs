using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Tests.Gateways.Network;

public sealed class ProxyTunnelsTests
{
    private static readonly Uri Proxy = new("http://proxy.example:3128");
    private static readonly Uri Url = new("https://partner.example/send");

    private readonly FakeTimeProvider _time = new();

    // Of two attempts, the proxy has answered the one that times out.
    [Fact]
    public void IsUnanswered_TunnelOfAnotherAttempt_CountsOnlyIfItIsOld()
    {
        var tunnels = new ProxyTunnels(_time);
        var target = ProxyTunnels.TargetOf(Url);
        var first = tunnels.OnAsked(Proxy, target);
        tunnels.OnEnded(Proxy, target, first);
        _time.Advance(TimeSpan.FromSeconds(10));

        var second = tunnels.OnAsked(Proxy, target);
        Assert.False(tunnels.IsUnanswered(Proxy, Url, since: TimeSpan.FromSeconds(5)));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(tunnels.IsUnanswered(Proxy, Url, since: TimeSpan.FromSeconds(5)));

        tunnels.OnEnded(Proxy, target, second);
        Assert.False(tunnels.IsUnanswered(Proxy, Url, since: TimeSpan.Zero));
    }
}
