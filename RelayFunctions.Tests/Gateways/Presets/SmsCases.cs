namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>Messages to the numbers of telephones.</summary>
internal static class SmsCases
{
    private const string To = """{"to": "+15550002222"}""";

    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("twilio")
        {
            Settings = """{"accountSid": "AC1", "from": "+15550001111"}""",
            Secrets = """{"authToken": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json
                Authorization: Basic QUMxOnMzY3JldA==
                Content-Type: application/x-www-form-urlencoded

                To=%2B15550002222&From=%2B15550001111&Body=Hi+%26+%3Cb%3E
                """,
            Delivered = ["201"],
            Retried = ["429", "503"],
            Final = ["400", "401"],
        },
    ];
}
