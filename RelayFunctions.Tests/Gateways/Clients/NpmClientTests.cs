using System.Globalization;
using RelayFunctions.Tests.Gateways.Presets;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>
/// The request that a service's client for Node makes of a message, beside the preset's. Whatever differs is named here.
/// </summary>
public sealed class NpmClientTests(NpmClients clients) : IClassFixture<NpmClients>
{
    /// <summary>The presets whose service publishes a client, each with what differs.</summary>
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
        // A header keeps the token out of the logs on the way.
        {
            "gotify",
            [
                "client: query token = s3cret", "Relay: header x-gotify-key = s3cret",
            ]
        },
        { "line", [] },
        { "mailgun", [] },
        // The service takes the path with and without a slash at its end.
        {
            "opsgenie",
            [
                "client: path 3 = ",
            ]
        },
        // JSON is UTF-8 and knows no such parameter (RFC 8259, section 11). The summary is cut; the details have all of it.
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
        // The client insists on a title. The guid makes a repeated request one push.
        {
            "pushbullet",
            [
                "client: json/title string = T", "Relay: json/guid string = 0198",
            ]
        },
        { "resend", [] },
        { "seven", [] },
        // The client leaves the escaping to its caller.
        {
            "slack",
            [
                "client: json/text string = Hi & <b>", "Relay: json/text string = Hi &amp; &lt;b&gt;",
            ]
        },
        { "telnyx", [] },
        // The service takes a form as well.
        {
            "vonage",
            [
                "client: type = application/json", "Relay: type = application/x-www-form-urlencoded",
            ]
        },
        // The service takes either kind of form.
        {
            "zulip",
            [
                "client: type = multipart/form-data", "Relay: type = application/x-www-form-urlencoded",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task Client_SameMessage_IsTheSameRequestButForWhatIsNamed(string preset, string[] differences)
    {
        Assert.SkipWhen(clients.Missing is not null, clients.Missing ?? "");
        var test = PresetCases.Of(preset);
        var response = test.Delivered[0];
        await using var service = await RecordingService.StartAsync(
            int.Parse(response[..3], CultureInfo.InvariantCulture), response[3..].TrimStart());
        var error = await clients.SendAsync(preset, service.Url);
        Assert.True(service.Arrived is not null, error);
        var official = service.Arrived;

        var ours = await service.SendByRelayAsync(test);

        Assert.Equal(differences, RequestDifferences.Between(official, ours));
    }
}
