using Microsoft.AspNetCore.Http;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Tests.Messages.Requests;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(10, null)]
    [InlineData(10, 10L)]
    [InlineData(9, 3L)] // A wrong Content-Length is not trusted.
    public async Task ReadAsync_BodyWithinTheBound_IsRead(int length, long? claimed)
    {
        var body = await RequestBody.ReadAsync(Request(length, claimed), 10, TestContext.Current.CancellationToken);

        Assert.Equal(length, body.Bytes?.Length);
    }

    [Theory]
    [InlineData(11, null)]
    [InlineData(11, 3L)]
    [InlineData(1_000_000, null)]
    public async Task ReadAsync_BodyOverTheBound_IsRejected(int length, long? claimed) =>
        Assert.Null((await RequestBody.ReadAsync(Request(length, claimed), 10, TestContext.Current.CancellationToken)).Bytes);

    [Fact]
    public async Task ReadAsync_LengthOverTheBound_ReadsNothing()
    {
        var request = Request(11, 11);

        Assert.Null((await RequestBody.ReadAsync(request, 10, TestContext.Current.CancellationToken)).Bytes);
        Assert.Equal(0, request.Body.Position);
    }

    [Fact]
    public async Task ReadAsync_LengthThatIsOnlyClaimed_UsesLittleMemory()
    {
        var stream = new EmptyStream();
        var request = Request(0, 10_000_000);
        request.Body = stream;

        await RequestBody.ReadAsync(request, 10_000_000, TestContext.Current.CancellationToken);

        Assert.InRange(stream.MaxBuffer, 1, 20_000);
    }

    private static HttpRequest Request(int length, long? claimed)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(new byte[length]);
        request.ContentLength = claimed;
        return request;
    }

    private sealed class EmptyStream : MemoryStream
    {
        public int MaxBuffer { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MaxBuffer = Math.Max(MaxBuffer, buffer.Length);
            return new ValueTask<int>(0);
        }
    }
}
