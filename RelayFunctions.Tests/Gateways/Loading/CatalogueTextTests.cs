using System.Text;
using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class CatalogueTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("{ \"é\": \"\U0001F600\" }")]
    public void Decode_Utf8_IsItsText(string text)
    {
        Assert.Equal(text, CatalogueText.Decode(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.Equal(text, CatalogueText.Decode([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], out _));
        Assert.Null(fault);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xE9, (byte)'}' }, 1, 2)]
    [InlineData(new byte[] { (byte)'{', (byte)'\n', (byte)'a', 0xC3, (byte)'b' }, 2, 2)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, 1, 1)]
    [InlineData(new byte[] { (byte)'a', 0xF0, 0x9F, 0x98 }, 1, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 1, 1)]
    public void Decode_InvalidUtf8_NamesItsPlace(byte[] content, int line, int column)
    {
        Assert.Null(CatalogueText.Decode(content, out var fault));
        Assert.Equal($"is not UTF-8, at line {line}, byte {column}: save it as UTF-8", fault);
    }
}
