using System.Globalization;
using System.Text;
using System.Text.Json;
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
        var values = preset.Settings.Select(value => ($"settings:{value.Name}", "any"))
            .Concat(preset.Secrets.Select(value => ($"secrets:{value.Name}", value.Name.EndsWith("Url", StringComparison.Ordinal) ? "https://a.example/s3cret" : "s3cret")));

        Assert.Equal(name, GatewayFixture.Load($$"""{"preset": "{{name}}"}""", [.. values]).Preset);
    }

    /// <summary>The requests that the services' pages of the API ask for, with an answer of success and one of failure.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Requests => new()
    {
        {
            "discord", """{"webhookUrl": "https://discord.com/api/webhooks/1/s3cret"}""", "{}",
            "https://discord.com/api/webhooks/1/s3cret", """{"content":"Hi & <b>","allowed_mentions":{"parse":[]}}""", "204", "404"
        },
        {
            "mattermost", """{"webhookUrl": "https://chat.example/hooks/s3cret"}""", """{"channel": "news"}""",
            "https://chat.example/hooks/s3cret", """{"text":"Hi & <b>","channel":"news"}""", "200 ok", "400"
        },
        {
            "pushover", """{"user": "u1", "token": "s3cret"}""", """{"title": "T", "priority": -1}""",
            "https://api.pushover.net/1/messages.json", "token=s3cret&user=u1&message=Hi+%26+%3Cb%3E&title=T&priority=-1",
            """200 {"status":1,"request":"r"}""", """200 {"status":0,"errors":["user is invalid"]}"""
        },
        {
            "postmark", """{"from": "a@a.example", "serverToken": "s3cret"}""", """{"to": "b@b.example", "subject": "S"}""",
            "https://api.postmarkapp.com/email",
            """{"From":"a@a.example","To":"b@b.example","Subject":"S","TextBody":"Hi & <b>","MessageStream":"outbound"}""",
            """200 {"ErrorCode":0,"Message":"OK"}""", """200 {"ErrorCode":406,"Message":"Inactive recipient"}"""
        },
        {
            "sendgrid", """{"from": "a@a.example", "apiKey": "s3cret"}""", """{"to": "b@b.example", "subject": "S"}""",
            "https://api.sendgrid.com/v3/mail/send",
            """{"personalizations":[{"to":[{"email":"b@b.example"}]}],"from":{"email":"a@a.example"},"subject":"S","content":[{"type":"text/plain","value":"Hi & <b>"}]}""",
            "202", "401"
        },
        {
            "twilio", """{"accountSid": "AC1", "from": "+15550001111", "authToken": "s3cret"}""", """{"to": "+15550002222"}""",
            "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
            "To=%2B15550002222&From=%2B15550001111&Body=Hi+%26+%3Cb%3E", "201", "400"
        },
        {
            "pagerduty", """{"routingKey": "s3cret"}""", "{}",
            "https://events.pagerduty.com/v2/enqueue",
            """{"routing_key":"s3cret","event_action":"trigger","dedup_key":"0198","payload":{"summary":"Hi & <b>","source":"relay","severity":"error"}}""",
            "202", "200"
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Preset_Message_IsTheRequestOfItsPage(
        string name, string values, string parameters, string url, string body, string success, string failure)
    {
        var preset = PresetLibrary.Find(name)!;
        var gateway = GatewayFixture.Load(
            $$"""{"preset": "{{name}}"}""",
            [.. JsonSerializer.Deserialize<Dictionary<string, string>>(values)!.Select(value =>
                ($"{(preset.Secrets.Any(secret => secret.Name == value.Key) ? "secrets" : "settings")}:{value.Key}", value.Value))]);

        var request = gateway.Fill("Hi & <b>", parameters);
        var masked = gateway.Fill("Hi & <b>", parameters, masked: true);

        Assert.Equal((HttpMethod.Post, url, body), (request.Method, request.Url.AbsoluteUri, request.Body()));
        Assert.Equal(body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded", request.Content?.ContentType);
        Assert.Null(ErrorOf(success));
        Assert.NotNull(ErrorOf(failure));
        Assert.DoesNotContain("s3cret", masked.Url + masked.Body() + string.Join(' ', masked.Headers), StringComparison.Ordinal);

        string? ErrorOf(string answer) =>
            gateway.Success.ErrorOf(int.Parse(answer[..3], CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(answer[3..]));
    }

    [Theory]
    [InlineData("postmark", "serverToken", "X-Postmark-Server-Token", "s3cret")]
    [InlineData("sendgrid", "apiKey", "Authorization", "Bearer s3cret")]
    [InlineData("twilio", "authToken", "Authorization", "Basic QUMxOnMzY3JldA==")]
    public void Preset_Auth_IsTheHeaderOfItsPage(string name, string secret, string header, string value)
    {
        (string, string)[] settings = [.. PresetLibrary.Find(name)!.Settings.Select(setting => ($"settings:{setting.Name}", "AC1"))];
        var gateway = GatewayFixture.Load($$"""{"preset": "{{name}}"}""", [.. settings, ($"secrets:{secret}", "s3cret")]);

        Assert.Contains(KeyValuePair.Create(header, value), gateway.Fill("Hi", """{"to": "b", "subject": "S"}""").Headers);
    }

    [Fact]
    public void Telegram_Message_IsSendMessage()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "telegram", "settings": {"chatId": "@news"}}""", ("secrets:token", "123:abc"));

        var request = gateway.Fill("Hi <b>", """{"silent": true}""");

        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://api.telegram.org/bot123%3Aabc/sendMessage", request.Url.AbsoluteUri);
        Assert.Equal("""{"chat_id":"@news","text":"Hi <b>","disable_notification":true}""", request.Body());
        Assert.Null(gateway.Success.ErrorOf(200, Encoding.UTF8.GetBytes("""{"ok":true,"result":{}}""")));
        Assert.Equal("200 OK, but /ok in the answer is not as it should be", gateway.Success.ErrorOf(200, Encoding.UTF8.GetBytes("""{"ok":false}""")));
        Assert.Equal("400 Bad Request", gateway.Success.ErrorOf(400, Encoding.UTF8.GetBytes("""{"ok":false}""")));
    }

    [Fact]
    public void Slack_Message_GoesToTheWebhook()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "slack"}""", ("secrets:webhookUrl", "https://hooks.slack.com/services/T1/B1/s3cret"));

        var request = gateway.Fill("Hi");

        Assert.Equal("https://hooks.slack.com/services/T1/B1/s3cret", request.Url.AbsoluteUri);
        Assert.Equal("""{"text":"Hi"}""", request.Body());
        Assert.Null(gateway.Success.ErrorOf(200, "ok"u8.ToArray()));
        Assert.Equal("200 OK, but the answer's text is not as it should be", gateway.Success.ErrorOf(200, "no_text"u8.ToArray()));
        Assert.Equal("https://hooks.slack.com/SECRET", gateway.Fill("Hi", masked: true).Url.AbsoluteUri);
    }
}
