using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.Delivery;

namespace RelayFunctions.Tests.Gateways.Network;

public sealed class HostResolverTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly HeldNames _names = new();
    private readonly HostResolver _resolver;

    public HostResolverTests() => _resolver = new HostResolver(_names.ResolveAsync, _time);

    [Fact]
    public async Task Resolve_ManyWaitForAName_ItIsLookedUpOnceForAll()
    {
        var waiting = Enumerable.Range(0, 50).Select(at => _resolver.ResolveAsync(at % 2 == 0 ? "a.example" : "A.EXAMPLE", None)).ToArray();

        _names.Answer("a.example");

        foreach (var addresses in await Task.WhenAll(waiting))
            Assert.Equal([IPAddress.Parse("192.0.2.1")], addresses);
        Assert.Equal(["a.example"], _names.Asked);
    }

    [Fact]
    public async Task Resolve_CachedName_IsResolvedAgainAfterTenSeconds()
    {
        var first = _resolver.ResolveAsync("a.example", None);
        _names.Answer("a.example");
        await first;

        _time.Advance(TimeSpan.FromSeconds(9.9));
        await _resolver.ResolveAsync("a.example", None);
        Assert.Single(_names.Asked);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var second = _resolver.ResolveAsync("a.example", None);
        _names.Answer("a.example", "192.0.2.2");
        Assert.Equal([IPAddress.Parse("192.0.2.2")], await second);
    }

    [Fact]
    public async Task Resolve_NamesWithoutEnd_IdleOnesAreDropped()
    {
        for (var i = 0; i < 1000; i++)
        {
            var name = $"{i}.example";
            var resolving = _resolver.ResolveAsync(name, None);
            _names.Answer(name);
            await resolving;
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        _ = _resolver.ResolveAsync("new.example", None);

        Assert.Equal(1, _resolver.Count);
    }

    [Fact]
    public async Task Resolve_NameThatFailed_IsLookedUpAgainAfterFiveSeconds()
    {
        var first = _resolver.ResolveAsync("a.example", None);
        _names.Fail("a.example", new SocketException((int)SocketError.HostNotFound));
        await Assert.ThrowsAsync<SocketException>(() => first);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        await Assert.ThrowsAsync<SocketException>(() => _resolver.ResolveAsync("a.example", None));
        Assert.Single(_names.Asked);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var second = _resolver.ResolveAsync("a.example", None);
        _names.Answer("a.example");
        Assert.Single(await second);
    }

    [Fact]
    public async Task Resolve_NameThatFailedBeforeTheClockWasSetBack_IsLookedUpAgain()
    {
        var clock = new ShiftedClock(_time);
        var resolver = new HostResolver(_names.ResolveAsync, clock);
        var first = resolver.ResolveAsync("a.example", None);
        _names.Fail("a.example", new SocketException((int)SocketError.HostNotFound));
        await Assert.ThrowsAsync<SocketException>(() => first);

        clock.Shift = -TimeSpan.FromHours(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        var second = resolver.ResolveAsync("a.example", None);

        Assert.Equal(2, _names.Asked.Count);
        _names.Answer("a.example");
        Assert.Single(await second);
    }

    [Fact]
    public async Task Resolve_CallerThatGivesUp_LeavesTheLookUpToOthers()
    {
        using var givesUp = new CancellationTokenSource();
        var first = _resolver.ResolveAsync("a.example", givesUp.Token);
        var second = _resolver.ResolveAsync("a.example", None);

        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _names.Answer("a.example");

        Assert.Single(await second);
        Assert.Single(_names.Asked);
    }

    [Fact]
    public async Task Resolve_NamesThatHang_AreLookedUpToABoundAndDelayNoOther()
    {
        Start(Names(LookupLanes.MaxLookups - 1));

        _ = _resolver.ResolveAsync("healthy.example", None);
        _ = _resolver.ResolveAsync("later.example", None);

        Assert.Contains("healthy.example", _names.Asked);
        Assert.Equal(LookupLanes.MaxLookups, _names.UnderWay);
        _names.Answer("healthy.example");
        while (!_names.Asked.Contains("later.example"))
            await Task.Yield();
    }

    [Fact]
    public void Resolve_NamesThatWereSlow_HaveANarrowLaneOfTheirOwn()
    {
        var slow = Names(LookupLanes.MaxLookups);
        Start(slow);
        _time.Advance(TimeSpan.FromSeconds(5));
        foreach (var name in slow)
            _names.Fail(name, new SocketException((int)SocketError.TryAgain));
        _time.Advance(TimeSpan.FromSeconds(5));

        Start(slow);
        Assert.Equal(LookupLanes.MaxSlowLookups, _names.UnderWay);

        _ = _resolver.ResolveAsync("healthy.example", None);
        Assert.Contains("healthy.example", _names.Asked);
    }

    [Fact]
    public void Resolve_SlowNameThatRecovers_IsLookedUpAsAnyOther()
    {
        var slow = Names(LookupLanes.MaxSlowLookups + 1);
        Start(slow);
        _time.Advance(TimeSpan.FromSeconds(5));
        Array.ForEach(slow, name => _names.Answer(name));
        _time.Advance(TimeSpan.FromSeconds(10));
        Start(slow[..1]);
        _names.Answer(slow[0]);
        _time.Advance(TimeSpan.FromSeconds(10));

        Start([.. slow[1..], slow[0]]);

        Assert.Equal(slow[0], _names.Asked.Last());
    }

    [Fact]
    public async Task OnOwnThread_WorkThatBlocks_UsesNoThreadOfThePool()
    {
        Assert.False(await SystemResolver.OnOwnThreadAsync(() => Thread.CurrentThread.IsThreadPoolThread));
        await Assert.ThrowsAsync<IOException>(() => SystemResolver.OnOwnThreadAsync<int>(() => throw new IOException()));
        Assert.All(await SystemResolver.ResolveAsync("localhost", None), address => Assert.True(IPAddress.IsLoopback(address)));
    }

    private void Start(string[] names) => Array.ForEach(names, name => _ = _resolver.ResolveAsync(name, None));

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(number => $"hanging-{number}.example")];
}
