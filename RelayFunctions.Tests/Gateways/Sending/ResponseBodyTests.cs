using System.IO.Compression;
using System.Text;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>The verdict on a response does not depend on its encoding.</summary>
public sealed class ResponseBodyTests
{
    private const string Ok = """{"ok":true,"text":"Привет"}""";

    public static TheoryData<string> Encodings =>
    [
        "", "gzip", "x-gzip", "deflate", "raw-deflate", "br", "gzip, br", "br, deflate, gzip", "identity", "utf-8",
    ];

    public static TheoryData<string, string?> Charsets => new()
    {
        { "windows-1251", "application/json; charset=windows-1251" },
        { "windows-1251", "application/json; charset=\"Windows-1251\"" },
        { "koi8-r", "text/plain; charset=koi8-r" },
        { "utf-16", "application/json; charset=utf-16" },
        { "utf-16BE", "application/json; charset=utf-16be" },
        { "utf-8", "application/json; charset=no-such-charset" },
        { "utf-8", null },
        { "BOM", "application/json" },
        { "BOM", "application/json; charset=windows-1251" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Send_EncodedResponse_IsDecoded(string encodings)
    {
        var body = encodings.Split(", ").Aggregate(Encoding.UTF8.GetBytes(Ok), Encode);

        Assert.Null(await ErrorOfAsync(body, encodings.Replace("raw-", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task Send_ResponseInAnotherCharset_IsRead(string charset, string? contentType)
    {
        byte[] body = charset == "BOM"
            ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Ok)]
            : CodePagesEncodingProvider.Instance.GetEncoding(charset)?.GetBytes(Ok) ?? Encoding.GetEncoding(charset).GetBytes(Ok);

        Assert.Null(await ErrorOfAsync(body, contentType: contentType));
    }

    [Theory]
    [InlineData(900_000, null)]
    [InlineData(2_000_000, "200 OK, but the response is longer than 1 MiB")]
    public async Task Send_LongResponse_IsJudgedUpToABound(int length, string? error)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"pad":"{{new string('a', length)}}",{{Ok[1..]}}""");

        Assert.Equal((error, error), (await ErrorOfAsync(body), await ErrorOfAsync(Encode(body, "gzip"), "gzip")));
    }

    [Fact]
    public async Task Send_ResponseThatGrowsInDecoding_IsReadToTheBound()
    {
        var bomb = Encode(Encode(new byte[200_000_000], "gzip"), "gzip");

        Assert.Equal("200 OK, but the response is longer than 1 MiB", await ErrorOfAsync(bomb, "gzip, gzip"));
    }

    [Theory]
    [InlineData("gzip", "200 OK, but the response can't be decoded as gzip")]
    [InlineData("X-GZip", "200 OK, but the response can't be decoded as x-gzip")]
    [InlineData("br", "200 OK, but the response can't be decoded as br")]
    [InlineData("deflate", "200 OK, but the response can't be decoded as deflate")]
    [InlineData("zstd", "200 OK, but the response can't be decoded as zstd")]
    [InlineData("utf-8", "200 OK, but the response is not JSON")]
    [InlineData("br, br, br, br, br, br", "200 OK, but the response is encoded more than 5 times")]
    public async Task Send_ResponseThatIsNotEncodedAsDeclared_FailsTheRule(string encoding, string error) =>
        Assert.Equal(error, await ErrorOfAsync([0xFF, 0x00, 0xFF, 0x13, 0x37], encoding));

    [Theory]
    [InlineData("zstd", "28B52FFD0000", "is encoded with zstd, which Relay does not decode")]
    [InlineData("compress", "1F9D9000", "is encoded with compress, which Relay does not decode")]
    [InlineData("x-compress", "1F9D9000", "is encoded with x-compress, which Relay does not decode")]
    public async Task Send_EncodingThatRelayLacks_IsNamed(string encoding, string body, string what) => Assert.Equal(
        $"200 OK, but the response {what}", await ErrorOfAsync(Convert.FromHexString(body), encoding));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Send_EncodedResponseThatEndsEarly_IsNotCalledJson(string encoding)
    {
        var body = Encode(Encoding.UTF8.GetBytes($$"""{"pad":"{{string.Concat(Enumerable.Range(0, 9000))}}",{{Ok[1..]}}"""), encoding);

        Assert.Equal(
            $"200 OK, but the response can't be decoded as {encoding}",
            await ErrorOfAsync(body[..(body.Length / 2)], encoding));
    }

    // A proxy may have undone the encoding and left its name.
    [Fact]
    public async Task Send_ResponseThatIsNotEncodedThough_IsJudgedByItsText() => Assert.Equal(
        "200 OK, but /ok in the response does not match success.json", await ErrorOfAsync("""{"ok":false}"""u8.ToArray(), "gzip"));

    // The gateway took the message: a failure would send it again.
    [Theory]
    [InlineData("gzip", 8)]
    [InlineData("deflate", 4)]
    public async Task Send_EncodedResponseWithoutItsChecksum_IsJudgedByItsText(string encoding, int length) =>
        Assert.Null(await ErrorOfAsync(Encode(Encoding.UTF8.GetBytes(Ok), encoding)[..^length], encoding));

    [Fact]
    public async Task Send_ReasonBesideAStatus_IsDecodedToo() => Assert.Equal(
        "400 Bad Request: Привет",
        await ErrorOfAsync(Encode(Encoding.UTF8.GetBytes(Ok), "br"), "br", status: 400));

    private static byte[] Encode(byte[] bytes, string encoding)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "raw-deflate" => new DeflateStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(encoded),
        })
        {
            encoder.Write(bytes);
            encoder.Flush();
            if (encoder is BufferedStream)
                return encoded.ToArray();
        }

        return encoded.ToArray();
    }

    private static async Task<string?> ErrorOfAsync(
        byte[] body, string encoding = "", string? contentType = "application/json", int status = 200)
    {
        await using var server = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            if (encoding.Length > 0)
                context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        using var sender = new SenderFixture();
        var gateway = GatewayFixture.Load(
            $$"""
            {
              "url": "{{server.Url}}",
              "success": { "json": { "/ok": true, "/text": "Привет" } },
              "reason": { "json": "/text" }
            }
            """);

        var error = (await sender.SendAsync(gateway)).Error;
        return status == 200 ? error?.Replace(": Привет", "", StringComparison.Ordinal) : error;
    }
}
