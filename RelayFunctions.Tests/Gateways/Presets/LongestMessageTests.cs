using System.Text;
using System.Text.Json;
using System.Web;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Text;

namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>
/// Escapes and invisible spaces make a text longer. A message that was accepted must not be too long for its service.
/// </summary>
public sealed class LongestMessageTests
{
    private static readonly string[] Pieces = [" @a", "&", "<", "👋", "\"", "\n", "ж", "\u0001", "a", "👩‍👩‍👧‍👦", "<!channel>"];

    /// <summary>The services, what they count, and their bounds.</summary>
    private static readonly (string Name, string Counted, int Max)[] Services =
    [
        ("mattermost", "codePoints", 16_383), ("zulip", "codePoints", 10_000), ("nextcloudtalk", "codePoints", 32_000),
        ("slack", "utf16", 40_000), ("googlechat", "utf16", 4_000), ("wecom", "bytes", 2_048), ("webex", "bytes", 7_439),
        ("apns", "body", 4_096), ("feishu", "body", 20_480), ("ntfy", "body", 8_192), ("matrix", "body", 64_500),
        ("fcm", "notification", 3_990),
    ];

    public static MatrixTheoryData<string, string> Longest { get; } = new(Services.Select(service => service.Name), Pieces);

    [Theory]
    [MemberData(nameof(Longest))]
    public void Preset_LongestMessage_FitsTheService(string name, string piece)
    {
        var service = Services.Single(service => service.Name == name);
        var preset = PresetCases.Of(service.Name);
        var gateway = preset.Load();

        var draft = gateway.Fill(LongestOf(gateway, piece), ParametersOf(gateway, preset.Parameters));

        var text = TextOf(draft.BodyText);
        var length = service.Counted switch
        {
            "codePoints" => text.EnumerateRunes().Count(),
            "utf16" => text.Length,
            "bytes" => Encoding.UTF8.GetByteCount(text),
            "notification" => NotificationBytes(draft.BodyText),
            _ => draft.Body.Length,
        };
        Assert.InRange(length, 1, service.Max);
        // The cut is near the bound, and in no character and no entity.
        Assert.InRange(text.Length, Math.Min(LongestOf(gateway, piece).Length, service.Max) / 8, int.MaxValue);
        Assert.DoesNotContain('\uFFFD', text);
        Assert.DoesNotContain(text.Split('&').Skip(1), rest => service.Name == "slack" && !rest.Contains(';', StringComparison.Ordinal));
    }

    // Topics have half of the bound: https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
    [Fact]
    public void Fcm_LongestMessageToATopic_FitsTopics()
    {
        var gateway = PresetCases.Of("fcm").Load();

        var draft = gateway.Fill(LongestOf(gateway, "a"), $$"""{"topic": "news", "title": "{{new string('T', 1000)}}"}""");

        Assert.InRange(NotificationBytes(draft.BodyText), 1_900, 2_048);
    }

    [Theory]
    [InlineData("apns", """{"token": "00fc13ad"}""")]
    [InlineData("fcm", """{"token": "device"}""")]
    [InlineData("ntfy", "{}")]
    public void Preset_WithoutATitle_SendsNone(string name, string parameters) =>
        Assert.DoesNotContain("title", PresetCases.Of(name).Load().Fill("a", parameters).BodyText, StringComparison.Ordinal);

    private static string LongestOf(Gateway gateway, string piece)
    {
        var (max, unit) = (gateway.MessageLimit!.MaxLength, gateway.MessageLimit.Unit);
        return string.Concat(Enumerable.Repeat(piece, max / TextLength.Of(piece, unit)));
    }

    // Titles are long too, where they have no bound of their own.
    private static string ParametersOf(Gateway gateway, string parameters)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;
        if (gateway.Parameters.All.Any(parameter => parameter is { Name: "title", MaxLength: null }))
            given["title"] = JsonSerializer.SerializeToElement(string.Concat(Enumerable.Repeat("👋\u0001", 500)));
        if (gateway.Parameters.All.FirstOrDefault(parameter => parameter.Name == "sound") is { MaxLength: { } longest })
            given["sound"] = JsonSerializer.SerializeToElement(new string('\u0001', longest));
        return JsonSerializer.Serialize(given);
    }

    private static int NotificationBytes(string body) => JsonDocument.Parse(body).RootElement
        .GetProperty("message").GetProperty("notification").EnumerateObject()
        .Sum(member => Encoding.UTF8.GetByteCount(member.Name + member.Value.GetString()));

    private static string TextOf(string body) => body.StartsWith('{')
        ? LongestText(JsonDocument.Parse(body).RootElement)
        : HttpUtility.ParseQueryString(body)["content"]!;

    private static string LongestText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => LongestText(member.Value)).MaxBy(text => text.Length) ?? "",
        JsonValueKind.String => value.GetString()!,
        _ => "",
    };
}
