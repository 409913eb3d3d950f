using DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class TimerPumpTests
{
    [Fact]
    public void FireOn_HeldBackForWantOfRoom_FiresWhenThereIsRoomAndNotTwice()
    {
        var (asked, hasRoom) = (0, false);
        using var pump = new TimerPump(new FakeTimeProvider())
        {
            Fire = () =>
            {
                asked++;
                return hasRoom;
            },
        };
        pump.Publish(1);
        pump.FireOn();
        Assert.Equal(0, asked);
        pump.Start();
        pump.FireOn();
        Assert.Equal(2, asked);

        hasRoom = true;
        pump.FireOn();
        pump.FireOn();
        Assert.Equal(3, asked);
    }

    [Fact]
    public void FireFailed_UntilItsPauseIsOver_NothingFires()
    {
        var (asked, clock) = (0, new FakeTimeProvider());
        using var pump = new TimerPump(clock) { Fire = () => ++asked > 0 };
        pump.Publish(1);
        pump.Start();
        pump.FireFailed(TimeSpan.FromMinutes(1));
        pump.Publish(2);
        pump.Advance();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, asked);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, asked);
    }
}
