using System.Text;
using RelayFunctions.Delivery;
using RelayFunctions.Hosting;

namespace RelayFunctions.Tests.Hosting;

public sealed class WorkerSerializerTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes(
        """{"message":"hi","gateway":"partner","acceptedAt":"2030-01-01T12:00:00Z","attempts":[]}""");

    public static TheoryData<Stream> Streams =>
    [
        new MemoryStream(Json, 0, Json.Length, writable: false, publiclyVisible: true),
        new MemoryStream(Json),
        new MemoryStream([.. "{} "u8, .. Json], 3, Json.Length, writable: false, publiclyVisible: true),
        Advanced(new MemoryStream([.. "{} "u8, .. Json], 0, Json.Length + 3, writable: false, publiclyVisible: true)),
        new BufferedStream(new MemoryStream(Json)),
    ];

    [Theory]
    [MemberData(nameof(Streams), DisableDiscoveryEnumeration = true)]
    public void Deserialize_StreamOfAnyKind_ReadsFromItsPosition(Stream stream)
    {
        var delivery = (MessageDelivery?)new WorkerSerializer().Deserialize(stream, typeof(MessageDelivery), TestContext.Current.CancellationToken);

        Assert.Equal("hi", delivery?.Message);
    }

    private static MemoryStream Advanced(MemoryStream stream)
    {
        stream.Position = 3;
        return stream;
    }
}
