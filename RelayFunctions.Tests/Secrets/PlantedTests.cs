using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayFunctions.Tests.Secrets;

/// <summary>A search without results proves something only if it finds a planted secret.</summary>
public sealed class PlantedTests
{
    public static TheoryData<string> Writings =>
    [
        Planted.Secret("a"), Uri.EscapeDataString(Planted.Secret("a")), JsonSerializer.Serialize(Planted.Secret("a")),
        HtmlEncoder.Default.Encode(Planted.Secret("a")), Convert.ToHexString(Bytes("a")), Convert.ToHexStringLower(Bytes("a")),
        .. Enumerable.Range(0, 6).Select(before => Convert.ToBase64String(Bytes(new string('a', before)))),
    ];

    [Theory]
    [MemberData(nameof(Writings))]
    public void Secret_InAnyEncoding_IsFound(string written)
    {
        Assert.NotNull(Planted.FoundIn($"before {written} behind"));
        Assert.NotNull(Planted.FoundIn([0, 255, .. Encoding.ASCII.GetBytes(written), 0]));
    }

    [Fact]
    public void Text_WithoutASecret_IsNotFound() =>
        Assert.Null(Planted.FoundIn("planted/a+c0ffee YzBmZmVl 633066666565"));

    private static byte[] Bytes(string place) => Encoding.ASCII.GetBytes(Planted.Secret(place));
}
