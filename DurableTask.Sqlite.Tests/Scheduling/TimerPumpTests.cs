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
}
