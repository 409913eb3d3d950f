using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Messages;

namespace RelayFunctions.Tests.Messages;

public sealed class MessageIdTests
{
    [Fact]
    public void Create_LaterTime_SortsLater()
    {
        var time = new FakeTimeProvider();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(MessageId.Create(time.GetUtcNow()));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(MessageId.IsValid(id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f405")]
    [InlineData("0198A1B2-C3D4-7E5F-8A9B-0C1D2E3F4050")]
    [InlineData("{0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4050}")]
    [InlineData("0198a1b2c3d47e5f8a9b0c1d2e3f4050")]
    [InlineData(" 0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4050")]
    public void IsValid_OtherText_IsNotAnId(string id) => Assert.False(MessageId.IsValid(id));
}
