using System.Text;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>A body is written in the charset that its type, or its XML declaration, names.</summary>
public sealed class CharsetTests
{
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    [Theory]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=windows-1251"}""", "Привет")]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=\"Windows-1251\""}""", "Привет")]
    [InlineData("""{"xml": "<?xml version='1.0' encoding='windows-1251'?><a>{{ message }}</a>"}""", "<?xml version='1.0' encoding='windows-1251'?><a>Привет</a>")]
    [InlineData("""{"xml": "<a>{{ message }}</a>", "contentType": "text/xml; charset=windows-1251"}""", "<a>Привет</a>")]
    public void Body_WithACharset_IsWrittenInIt(string body, string text) =>
        Assert.Equal(Windows1251.GetBytes(text), Load(body).Fill("Привет").Body.ToArray());

    [Fact]
    public void Form_WithACharset_IsEscapedInIt() => Assert.Equal(
        "a=%cf+1%26&b=x",
        Load("""{"form": {"a": "{{ message }}", "b": "x"}, "contentType": "application/x-www-form-urlencoded; charset=windows-1251"}""")
            .Fill("П 1&").Body());

    [Theory]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=utf-16"}""", "FFFE6F04")]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=UTF-16LE"}""", "6F04")]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=utf-16be"}""", "046F")]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=utf-32"}""", "FFFE00006F040000")]
    public void Body_OfAnEncodingThatNamesNoByteOrder_BeginsWithTheMark(string body, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Load(body).Fill("ѯ").Content!.Bytes.Span));

    [Theory]
    [InlineData("""{"text": "{{ message }}", "contentType": "text/plain; charset=windows-1251"}""")]
    [InlineData("""{"form": {"a": "{{ message }}"}, "contentType": "application/x-www-form-urlencoded; charset=windows-1251"}""")]
    public void Body_WithACharacterThatTheCharsetLacks_IsRejected(string body)
    {
        var refused = Assert.Throws<RenderException>(() => Load(body).Fill("👋"));

        Assert.EndsWith("has a character that windows-1251 lacks", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["message"], refused.Fields);
    }

    [Theory]
    [InlineData("""{"xml": "<?xml version='1.0' encoding='windows-1251'?><a/>", "contentType": "text/xml; charset=utf-8"}""", "body.xml: declares another encoding than contentType")]
    [InlineData("""{"xml": "<?xml version='1.0' encoding='no-such'?><a/>"}""", "body.xml: declares an encoding that is not known")]
    [InlineData("""{"text": "a", "contentType": "text/plain; charset=no-such"}""", "body.contentType: has a charset that is not known")]
    [InlineData("""{"json": {}, "contentType": "application/json; charset=windows-1251"}""", "body.contentType: must have no other charset than utf-8")]
    [InlineData("""{"form": {}, "contentType": "text/plain"}""", "body.contentType: must be application/x-www-form-urlencoded")]
    public void Load_InvalidCharset_IsAFault(string body, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {{body}} }"""),
        found => found.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void Signature_OfABodyWithACharset_IsThatOfItsBytes()
    {
        var signed = GatewayFixture.Load(
            """
            {
              "url": "http://a",
              "body": { "text": "{{ message }}", "contentType": "text/plain; charset=windows-1251" },
              "auth": { "hmac": { "key": "k", "content": "{{ body }}", "headers": { "X-S": "{{ signature }}" } } }
            }
            """).Fill("Привет").Header("X-S");

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("k"u8, Windows1251.GetBytes("Привет"))), signed);
    }

    private static Gateway Load(string body) => GatewayFixture.Load($$"""{"url": "http://a", "body": {{body}} }""");
}
