using System.Text;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Decodes a catalogue's file. It is UTF-8, with or without a byte order mark.</summary>
internal static class CatalogueText
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text; null, with the fault, if it is not valid UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> content, out string? fault)
    {
        fault = null;
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            var valid = ValidLength(content);
            var line = content[..valid].Count((byte)'\n') + 1;
            var column = valid - content[..valid].LastIndexOf((byte)'\n');
            fault = $"is not UTF-8, at line {line}, byte {column}: save it as UTF-8";
            return null;
        }
    }

    private static int ValidLength(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (at < content.Length
            && Rune.DecodeFromUtf8(content[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }
        return at;
    }
}
