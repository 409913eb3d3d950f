using RelayFunctions.Tests.Gateways.Presets;
using SendGrid;
using SendGrid.Helpers.Mail;
using Telegram.Bot;
using Twilio.Clients;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// Compares the request of a service's own .NET client with the preset's: method, path, query, authorization, type and
/// the parsed body. All differences are listed here.
/// </summary>
public sealed class OfficialClientTests
{
    [Fact]
    public async Task Twilio_SameMessage_IsTheSameRequest()
    {
        await using var service = await RecordingService.StartAsync(201, """{"sid": "SM1", "status": "queued"}""");
        var client = new TwilioRestClient("AC1", "s3cret", httpClient: new SystemNetHttpClient(service.Http));
        await MessageResource.CreateAsync(
            new CreateMessageOptions("+15550002222") { From = "+15550001111", Body = PresetCase.Message }, client);
        var official = service.Arrived!;

        var ours = await service.SendByRelayAsync(PresetCases.Of("twilio"));

        Assert.Empty(RequestDifferences.Between(official, ours));
    }

    [Fact]
    public async Task SendGrid_SameMessage_IsTheSameRequestButForThePlaceOfItsSubject()
    {
        await using var service = await RecordingService.StartAsync(202, "");
        var client = new SendGridClient(service.Http, new SendGridClientOptions { ApiKey = "s3cret" });
        await client.SendEmailAsync(
            MailHelper.CreateSingleEmail(new EmailAddress("a@a.example"), new EmailAddress("b@b.example"), "S", PresetCase.Message, null),
            TestContext.Current.CancellationToken);
        var official = service.Arrived!;

        var ours = await service.SendByRelayAsync(PresetCases.Of("sendgrid"));

        // The API accepts one subject for all recipients, or one for each.
        Assert.Equal(
            ["client: json/personalizations/0/subject string = S", "Relay: json/subject string = S"], RequestDifferences.Between(official, ours));
    }

    [Fact]
    public async Task Telegram_SameMessage_IsTheSameRequestButForCharsetAndColon()
    {
        await using var service = await RecordingService.StartAsync(
            200, """{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "channel"}}}""");
        var client = new TelegramBotClient("123:s3cret", service.Http);
        await client.SendMessage(
            "@news", PresetCase.Message, disableNotification: true, cancellationToken: TestContext.Current.CancellationToken);
        var official = service.Arrived!;

        var ours = await service.SendByRelayAsync(PresetCases.Of("telegram"));

        // JSON is UTF-8 and has no such parameter (RFC 8259, section 11).
        Assert.Equal(
            ["client: type = application/json utf-8", "Relay: type = application/json"], RequestDifferences.Between(official, ours));
        // In RFC 3986, a reserved character and its escape differ; the server of the Bot API unescapes a path.
        Assert.Equal(("/bot123:s3cret/sendMessage", "/bot123%3As3cret/sendMessage"), (official.Target, ours.Target));
    }
}
