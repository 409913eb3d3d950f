using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Templates.Filters;

namespace RelayFunctions.Tests.Gateways.Templates;

public sealed class WrittenLengthTests
{
    [Fact]
    public void InJson_EveryCharacter_IsTheLengthThatTheWriterWrites()
    {
        var wrong = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Where(text =>
            WrittenLength.InJson(text)
                != JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length);

        Assert.Empty(wrong);
    }
}
