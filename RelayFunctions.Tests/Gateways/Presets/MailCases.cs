namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>E-mail.</summary>
internal static class MailCases
{
    private const string Mail = """{"to": "b@b.example", "subject": "S"}""";

    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("brevo")
        {
            Settings = """{"from": "a@a.example"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.brevo.com/v3/smtp/email
                Accept: application/json
                api-key: s3cret
                Content-Type: application/json

                {"sender":{"email":"a@a.example"},"to":[{"email":"b@b.example"}],"subject":"S","textContent":"Hi & <b>"}
                """,
            Delivered = ["""201 {"messageId":"<1@smtp-relay.mailin.fr>"}"""],
            Retried = ["429", "500"],
            Final = ["""400 {"code":"invalid_parameter"}""", "401", "402"],
        },
        new("mailgun")
        {
            Settings = """{"domain": "mg.a.example", "from": "Relay <relay@mg.a.example>"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.mailgun.net/v3/mg.a.example/messages
                Authorization: Basic YXBpOnMzY3JldA==
                Content-Type: multipart/form-data; boundary=BOUNDARY

                --BOUNDARY
                Content-Disposition: form-data; name="from"

                Relay <relay@mg.a.example>
                --BOUNDARY
                Content-Disposition: form-data; name="to"

                b@b.example
                --BOUNDARY
                Content-Disposition: form-data; name="subject"

                S
                --BOUNDARY
                Content-Disposition: form-data; name="text"

                Hi & <b>
                --BOUNDARY--

                """,
            Delivered = ["""200 {"id":"<1@mg.a.example>","message":"Queued. Thank you."}"""],
            Retried = ["429", "500"],
            Final = ["400", "401", "404"],
        },
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
        new("resend")
        {
            Settings = """{"from": "a@a.example"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.resend.com/emails
                User-Agent: Relay
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"from":"a@a.example","to":["b@b.example"],"subject":"S","text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"id":"1"}"""],
            // 409: the attempt before is still under way there.
            Retried = ["""409 {"name":"concurrent_idempotent_requests"}""", "429", "500"],
            Final = ["401", "403", "422"],
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
