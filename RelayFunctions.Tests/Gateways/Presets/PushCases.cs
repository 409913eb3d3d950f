namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>Notifications on devices, and alerts.</summary>
internal static class PushCases
{
    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("pagerduty")
        {
            Secrets = """{"routingKey": "s3cret"}""",
            Request =
                """
                POST https://events.pagerduty.com/v2/enqueue
                Content-Type: application/json

                {"routing_key":"s3cret","event_action":"trigger","dedup_key":"0198","payload":{"summary":"Hi & <b>","source":"relay","severity":"error"}}
                """,
            Delivered = ["202"],
            Retried = ["200", "429"],
            Final = ["400"],
        },
        new("pushover")
        {
            Settings = """{"user": "u1"}""",
            Secrets = """{"token": "s3cret"}""",
            Parameters = """{"title": "T", "priority": -1}""",
            Request =
                """
                POST https://api.pushover.net/1/messages.json
                Content-Type: application/x-www-form-urlencoded

                token=s3cret&user=u1&message=Hi+%26+%3Cb%3E&title=T&priority=-1
                """,
            Delivered = ["""200 {"status":1,"request":"r"}"""],
            Retried = ["""200 {"status":0,"errors":["user is invalid"]}""", "429"],
            Final = ["400"],
        },
    ];
}
