using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class SharedCapacityTests
{
    [Theory]
    [InlineData(1, 400)]
    [InlineData(3, 200)]
    [InlineData(50, 15)]
    public void Available_GreedyGateways_GetEqualSharesAndLeaveOneShareAndTheReserve(int gateways, int share)
    {
        var held = Fill(new SharedCapacity(900, 100), gateways);

        Assert.All(held, count => Assert.InRange(count, share, share + 1));
    }

    [Fact]
    public void Available_LateGateway_GetsItsFirstPermitFromTheReserve()
    {
        var capacity = new SharedCapacity(900, 100);
        for (var gateway = 0; gateway < 8; gateway++)
        {
            for (var i = 0; i < 100 && capacity.GetAvailable(i) > 0; i++)
                capacity.Take();
        }

        for (var late = 0; late < 100; late++)
        {
            Assert.True(capacity.GetAvailable(held: 0) > 0, $"gateway {late}");
            capacity.Take();
        }

        Assert.Equal(0, capacity.GetAvailable(held: 1));
    }

    [Fact]
    public void Release_ByAGatewayOverItsShare_IsNotAvailableToIt()
    {
        var capacity = new SharedCapacity(900, 100);
        for (var i = 0; i < 400; i++)
            capacity.Take();
        Fill(capacity, 7);

        capacity.Release();

        Assert.Equal(0, capacity.GetAvailable(held: 399));
        Assert.True(capacity.GetAvailable(held: 0) > 0);
    }

    private static int[] Fill(SharedCapacity capacity, int gateways)
    {
        var held = new int[gateways];
        for (var hasGrown = true; hasGrown;)
        {
            hasGrown = false;
            for (var i = 0; i < gateways; i++)
            {
                if (capacity.GetAvailable(held[i]) <= 0)
                    continue;

                capacity.Take();
                held[i]++;
                hasGrown = true;
            }
        }

        return held;
    }
}
