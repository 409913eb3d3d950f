using DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class TimerPumpTests
{
    [Fact]
    public void ResumeFiring_NoRoomBefore_FiresWhenThereIsRoomAndNotTwice()
    {
        var (asked, hasRoom) = (0, false);
        using var pump = new TimerPump(new FakeTimeProvider(), () =>
        {
            asked++;
            return hasRoom;
        });
        pump.Publish(1);
        pump.ResumeFiring();
        Assert.Equal(0, asked);
        pump.Start();
        pump.ResumeFiring();
        Assert.Equal(2, asked);

        hasRoom = true;
        pump.ResumeFiring();
        pump.ResumeFiring();
        Assert.Equal(3, asked);
    }

    [Fact]
    public void OnFireFailed_UntilItsPauseIsOver_NothingFires()
    {
        var (asked, clock) = (0, new FakeTimeProvider());
        using var pump = new TimerPump(clock, () => ++asked > 0);
        pump.Publish(1);
        pump.Start();
        pump.OnFireFailed(TimeSpan.FromMinutes(1));
        pump.Publish(2);
        pump.Advance();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, asked);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, asked);
    }
}
