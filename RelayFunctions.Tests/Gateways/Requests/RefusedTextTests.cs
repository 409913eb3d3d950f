using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.Requests;

/// <summary>
/// A text that a place can't contain is rejected with an error that names the place and does not repeat the text.
/// </summary>
public sealed class RefusedTextTests
{
    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Url_DotSegment_IsRejected(string text)
    {
        var refused = Assert.Throws<RenderException>(
            () => GatewayFixture.Load("""{"url": "https://a.example/x/{{ message }}/y"}""").Fill(text));

        Assert.Equal(["message"], refused.Fields);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("Привет")]
    [InlineData(" zzz")]
    [InlineData("a\u007f")]
    public void Header_TextThatCanNotBeSent_IsRejected(string text)
    {
        var refused = Assert.Throws<RenderException>(
            () => GatewayFixture.Load("""{"url": "http://a", "headers": {"X-Title": "{{ message }}"}}""").Fill(text));

        Assert.StartsWith("the header X-Title ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_CharacterThatXmlCanNotWrite_IsRejected()
    {
        var refused = Assert.Throws<RenderException>(
            () => GatewayFixture.Load("""{"url": "http://a", "body": {"xml": "<m>{{ message }}</m>"}}""").Fill("a\u0001"));

        Assert.Equal("the body contains a character that XML 1.0 can't write", refused.Message);
        Assert.Equal(["message"], refused.Fields);
    }
}
