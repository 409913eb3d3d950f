namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>E-mail.</summary>
internal static class MailCases
{
    private const string Mail = """{"to": "b@b.example", "subject": "S"}""";

    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("acsemail")
        {
            Settings = """{"host": "a.communication.azure.com", "from": "a@a.example"}""",
            Secrets = """{"accessKey": "s3cretAA"}""",
            Parameters = Mail,
            // The signature was computed by Python's hmac.
            Request =
                """
                POST https://a.communication.azure.com/emails:send?api-version=2023-03-31
                x-ms-date: Tue, 01 Jan 2030 12:00:00 GMT
                x-ms-content-sha256: 4fsgj+nZFU5CB5/fjwjA4TBtjsjGD22Qwlc1JwBxx6g=
                Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=7a9a/nSCBx/XlU+o1gPIadaGPINwAzPlB6RiGmHxJdo=
                Content-Type: application/json

                {"senderAddress":"a@a.example","recipients":{"to":[{"address":"b@b.example"}]},"content":{"subject":"S","plainText":"Hi & <b>"}}
                """,
            Delivered = ["""202 {"id":"8540c0de","status":"Running","error":null}"""],
            Retried = ["""429 {"error":{"code":"TooManyRequests"}}""", "500"],
            Final = ["""400 {"error":{"code":"InvalidSenderUserName"}}""", "401", """404 {"error":{"code":"DomainNotLinked"}}"""],
        },
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
        new("mailersend")
        {
            Settings = """{"from": "a@a.example"}""",
            Secrets = """{"apiToken": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.mailersend.com/v1/email
                Accept: application/json
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"from":{"email":"a@a.example"},"to":[{"email":"b@b.example"}],"subject":"S","text":"Hi & <b>"}
                """,
            Delivered = ["202"],
            Retried = ["""429 {"message":"Your account reached its rate limit"}""", "500"],
            Final = ["401", """422 {"message":"The from.email domain must be verified"}"""],
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
        new("mailjet")
        {
            Settings = """{"apiKey": "k1", "from": "a@a.example"}""",
            Secrets = """{"secretKey": "s3cret"}""",
            Parameters = Mail,
            Request =
                """
                POST https://api.mailjet.com/v3.1/send
                Authorization: Basic azE6czNjcmV0
                Content-Type: application/json

                {"Messages":[{"From":{"Email":"a@a.example"},"To":[{"Email":"b@b.example"}],"Subject":"S","TextPart":"Hi & <b>","CustomID":"0198"}]}
                """,
            Delivered = ["""200 {"Messages":[{"Status":"success","To":[{"Email":"b@b.example"}]}]}"""],
            Retried = ["429", "500"],
            Final = ["""400 {"Messages":[{"Status":"error","Errors":[{"ErrorMessage":"invalid"}]}]}""", "401"],
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
        new("ses")
        {
            Settings = """{"region": "us-east-1", "from": "a@a.example"}""",
            Secrets = """{"accessKeyId": "AKIAs3cret", "secretAccessKey": "s3cret"}""",
            Parameters = Mail,
            // The signature was computed by Python's hmac.
            Request =
                """
                POST https://email.us-east-1.amazonaws.com/v2/email/outbound-emails
                X-Amz-Date: 20300101T120000Z
                X-Amz-Content-SHA256: b14c871657e9daf7d740ab0e506698c6dda2ebef7569342ea1ad1289f8fe4736
                Authorization: AWS4-HMAC-SHA256 Credential=AKIAs3cret/20300101/us-east-1/ses/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=5eb3c5afe33b0eb857f37ffe7c03f768a64761d52a1db16d2127e86d5ab15ccb
                Content-Type: application/json

                {"FromEmailAddress":"a@a.example","Destination":{"ToAddresses":["b@b.example"]},"Content":{"Simple":{"Subject":{"Data":"S","Charset":"UTF-8"},"Body":{"Text":{"Data":"Hi & <b>","Charset":"UTF-8"}}}}}
                """,
            Delivered = ["""200 {"MessageId":"0100018f"}"""],
            Retried = ["429", "500"],
            Throttled = ["""400 {"message":"Daily message quota exceeded."}""", """400 {"message":"Maximum sending rate exceeded."}"""],
            Final = ["""400 {"message":"Email address is not verified."}""", "403", "404"],
        },
    ];
}
