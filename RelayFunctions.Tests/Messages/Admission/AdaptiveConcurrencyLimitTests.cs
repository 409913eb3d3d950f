using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Messages.Admission;

namespace RelayFunctions.Tests.Messages.Admission;

public sealed class AdaptiveConcurrencyLimitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Requests_ThatAreSlow_LowerTheBoundAndTheRestIsRefused()
    {
        var limit = new AdaptiveConcurrencyLimit(_clock);
        var before = Fill(limit, TimeSpan.FromMilliseconds(200));
        for (var round = 0; round < 50; round++)
            Fill(limit, TimeSpan.FromMilliseconds(200));

        Assert.Equal(256, before);
        Assert.Equal(64, Fill(limit, TimeSpan.Zero));
    }

    [Fact]
    public void Requests_ThatAreQuick_RaiseTheBoundAgain()
    {
        var limit = new AdaptiveConcurrencyLimit(_clock);
        for (var round = 0; round < 50; round++)
            Fill(limit, TimeSpan.FromMilliseconds(200));
        for (var round = 0; round < 400; round++)
            Fill(limit, TimeSpan.FromMilliseconds(5));

        Assert.InRange(Fill(limit, TimeSpan.Zero), 100, 400);
    }

    [Fact]
    public void Requests_FarBelowTheBound_LeaveItUnchanged()
    {
        var limit = new AdaptiveConcurrencyLimit(_clock);
        for (var request = 0; request < 10_000; request++)
            limit.TryEnter()!.Dispose();

        Assert.Equal(256, Fill(limit, TimeSpan.Zero));
    }

    /// <summary>Enters as often as possible, lets time pass and leaves; returns how many entered.</summary>
    private int Fill(AdaptiveConcurrencyLimit limit, TimeSpan duration)
    {
        List<IDisposable> entries = [];
        while (limit.TryEnter() is { } entry)
            entries.Add(entry);
        _clock.Advance(duration);
        entries.ForEach(entry => entry.Dispose());
        return entries.Count;
    }
}
