using System.Text;
using RelayFunctions.Gateways.Presets;

namespace RelayFunctions.Tests.Gateways.Requests;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. PresetLibrary.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_WithItsSettingsAndSecrets_HasNoFault(string name)
    {
        var preset = PresetLibrary.Find(name)!;
        var values = preset.Settings.Select(value => ($"settings:{value.Name}", "https://a.example"))
            .Concat(preset.Secrets.Select(value => ($"secrets:{value.Name}", "https://a.example/s3cret")));

        Assert.Equal(name, GatewayFixture.Load($$"""{"preset": "{{name}}"}""", [.. values]).Preset);
    }

    [Fact]
    public async Task Telegram_Message_IsSendMessage()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "telegram", "settings": {"chatId": "@news"}}""", ("secrets:token", "123:abc"));

        var request = await gateway.RequestAsync("Hi <b>", """{"silent": true}""");

        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://api.telegram.org/bot123%3Aabc/sendMessage", request.Url.AbsoluteUri);
        Assert.Equal("""{"chat_id":"@news","text":"Hi <b>","disable_notification":true}""", request.Body());
        Assert.Null(gateway.Success.ErrorOf(200, Encoding.UTF8.GetBytes("""{"ok":true,"result":{}}""")));
        Assert.Equal("200 OK, but /ok in the answer is not as it should be", gateway.Success.ErrorOf(200, Encoding.UTF8.GetBytes("""{"ok":false}""")));
        Assert.Equal("400 Bad Request", gateway.Success.ErrorOf(400, Encoding.UTF8.GetBytes("""{"ok":false}""")));
    }

    [Fact]
    public async Task Slack_Message_GoesToTheWebhook()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "slack"}""", ("secrets:webhookUrl", "https://hooks.slack.com/services/T1/B1/s3cret"));

        var request = await gateway.RequestAsync("Hi");

        Assert.Equal("https://hooks.slack.com/services/T1/B1/s3cret", request.Url.AbsoluteUri);
        Assert.Equal("""{"text":"Hi"}""", request.Body());
        Assert.Null(gateway.Success.ErrorOf(200, "ok"u8.ToArray()));
        Assert.Equal("200 OK, but the answer's text is not as it should be", gateway.Success.ErrorOf(200, "no_text"u8.ToArray()));
        Assert.Equal("https://hooks.slack.com/SECRET", (await gateway.RequestAsync("Hi", masked: true)).Url.AbsoluteUri);
    }
}
