namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>E-mail.</summary>
internal static class MailCases
{
    private const string Mail = """{"to": "b@b.example", "subject": "S"}""";

    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("postmark")
        {
            Settings = """{"from": "a@a.example"}""",
            Secrets = """{"serverToken": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.postmarkapp.com/email
                Accept: application/json
                X-Postmark-Server-Token: s3cret
                Content-Type: application/json

                {"From":"a@a.example","To":"b@b.example","Subject":"S","TextBody":"Hi & <b>","MessageStream":"outbound"}
                """,
            Delivered = ["""200 {"ErrorCode":0,"Message":"OK"}"""],
            Retried = ["""200 {"ErrorCode":406,"Message":"Inactive recipient"}""", "500"],
            Final = ["401", """422 {"ErrorCode":300}"""],
        },
        new("sendgrid")
        {
            Settings = """{"from": "a@a.example"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.sendgrid.com/v3/mail/send
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"personalizations":[{"to":[{"email":"b@b.example"}]}],"from":{"email":"a@a.example"},"subject":"S","content":[{"type":"text/plain","value":"Hi & <b>"}]}
                """,
            Delivered = ["202"],
            Retried = ["429", "500"],
            Final = ["401", "413"],
        },
    ];
}
