using System.Globalization;
using RelayFunctions.Tests.Gateways.Presets;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// Compares the recorded request of a service's client for Node with the preset's. All differences are listed here.
/// </summary>
public sealed class NpmClientTests(NpmClients clients) : IClassFixture<NpmClients>
{
    /// <summary>The presets whose service publishes a client, each with its differences.</summary>
    public static TheoryData<string, string[]> Presets => new()
    {
        { "brevo", [] },
        { "clicksend", [] },
        // An empty object mentions no user.
        {
            "dingtalk",
            [
                "client: json/at = {",
            ]
        },
        // The address that Discord shows for a webhook has no version.
        {
            "discord",
            [
                "client: path 2 = v10", "client: path 3 = webhooks", "client: path 4 = 1", "client: path 5 = s3cret",
                "Relay: path 2 = webhooks", "Relay: path 3 = 1", "Relay: path 4 = s3cret",
            ]
        },
        // In a header, the token stays out of the logs of proxies.
        {
            "gotify",
            [
                "client: query token = s3cret", "Relay: header x-gotify-key = s3cret",
            ]
        },
        { "line", [] },
        { "mailgun", [] },
        // The service accepts the path with and without a trailing slash.
        {
            "opsgenie",
            [
                "client: path 3 = ",
            ]
        },
        // JSON is UTF-8 and has no such parameter (RFC 8259, section 11). The summary is cut; the details have all of
        // it.
        {
            "pagerduty",
            [
                "client: type = application/json utf-8",
                "Relay: type = application/json",
                "Relay: json/payload/custom_details = {", "Relay: json/payload/custom_details/message string = Hi & <b>",
            ]
        },
        { "plivo", [] },
        { "postmark", [] },
        // The client requires a title. The guid makes a repeated request one push.
        {
            "pushbullet",
            [
                "client: json/title string = T", "Relay: json/guid string = 0198",
            ]
        },
        { "resend", [] },
        { "seven", [] },
        // The client's caller must escape the text.
        {
            "slack",
            [
                "client: json/text string = Hi & <b>", "Relay: json/text string = Hi &amp; &lt;b&gt;",
            ]
        },
        { "telnyx", [] },
        // The service accepts a form as well.
        {
            "vonage",
            [
                "client: type = application/json", "Relay: type = application/x-www-form-urlencoded",
            ]
        },
        // The service accepts either kind of form.
        {
            "zulip",
            [
                "client: type = multipart/form-data", "Relay: type = application/x-www-form-urlencoded",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task Client_SameMessage_DiffersOnlyInTheListedPlaces(string preset, string[] differences)
    {
        var test = PresetCases.Of(preset);
        var response = test.Delivered[0];
        await using var service = await RecordingService.StartAsync(
            int.Parse(response[..3], CultureInfo.InvariantCulture), response[3..].TrimStart());
        if (ClientRecording.IsRequested)
        {
            var error = await clients.SendAsync(preset, service.Url);
            Assert.True(service.Arrived is not null, error);
            ClientRecording.Write(preset, service.Arrived);
        }

        var ours = await service.SendByRelayAsync(test);

        Assert.Equal(differences, RequestDifferences.Between(ClientRecording.Read(preset), ours));
    }

    [Fact]
    public void Recording_OfTheClients_IsOfThePresentSources()
    {
        if (ClientRecording.IsRequested)
            ClientRecording.WriteSources();

        Assert.Equal(ClientRecording.Sources, ClientRecording.RecordedSources);
    }
}
