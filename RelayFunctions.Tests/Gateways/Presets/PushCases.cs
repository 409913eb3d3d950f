using System.Text.Json;
using RelayFunctions.Tests.Gateways.Auth;

namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>Notifications on devices, and alerts.</summary>
internal static class PushCases
{
    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("apns")
        {
            Settings = """{"topic": "com.example.shop", "teamId": "ABCDE12345", "keyId": "FGHIJ67890"}""",
            Secrets = JsonSerializer.Serialize(new { privateKey = TestKey.EcdsaPem }),
            Parameters = """{"token": "00fc13ad", "title": "T", "badge": 2, "sound": "default"}""",
            Request =
                """
                POST https://api.push.apple.com/3/device/00fc13ad
                apns-topic: com.example.shop
                apns-push-type: alert
                apns-id: 0198
                Authorization: Bearer TOKEN
                Content-Type: application/json

                {"aps":{"alert":{"title":"T","body":"Hi & <b>"},"badge":2,"sound":"default"}}
                """,
            Delivered = ["200"],
            Retried = ["""429 {"reason":"TooManyRequests"}""", "500", """503 {"reason":"Shutdown"}"""],
            Final =
            [
                """400 {"reason":"BadDeviceToken"}""", """403 {"reason":"InvalidProviderToken"}""",
                """410 {"reason":"Unregistered","timestamp":1795806010000}""", """413 {"reason":"PayloadTooLarge"}""",
            ],
        },
        new("bark")
        {
            Secrets = """{"deviceKey": "s3cret"}""",
            Parameters = """{"title": "T", "level": "timeSensitive"}""",
            Request =
                """
                POST https://api.day.app/push
                Content-Type: application/json

                {"device_key":"s3cret","title":"T","body":"Hi & <b>","level":"timeSensitive"}
                """,
            Delivered = ["""200 {"code":200,"message":"success","timestamp":1795806010}"""],
            Retried = ["""500 {"code":500,"message":"push failed"}""", "502"],
            Final = ["""400 {"code":400,"message":"failed to get device token"}"""],
        },
        new("fcm")
        {
            Settings = """{"projectId": "shop-1", "clientEmail": "relay@shop-1.iam.gserviceaccount.com"}""",
            Secrets = JsonSerializer.Serialize(new { privateKey = TestKey.Pem }),
            Parameters = """{"token": "device", "title": "T"}""",
            Request =
                """
                POST https://fcm.googleapis.com/v1/projects/shop-1/messages:send
                Authorization: Bearer TOKEN
                Content-Type: application/json

                {"message":{"token":"device","notification":{"title":"T","body":"Hi & <b>"}}}
                """,
            Delivered = ["""200 {"name":"projects/shop-1/messages/0:1500415314455276%31bd1c9631bd1c96"}"""],
            Retried = ["""429 {"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}""", "500", "503"],
            Final =
            [
                """400 {"error":{"code":400,"message":"The registration token is not valid","status":"INVALID_ARGUMENT"}}""",
                "401", "403", """404 {"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}}""",
            ],
        },
        new("gotify")
        {
            Settings = """{"server": "https://push.example/"}""",
            Secrets = """{"token": "s3cret"}""",
            Parameters = """{"title": "T", "priority": 5}""",
            Request =
                """
                POST https://push.example/message
                X-Gotify-Key: s3cret
                Content-Type: application/json

                {"message":"Hi & <b>","title":"T","priority":5}
                """,
            Delivered = ["""200 {"id":1,"message":"Hi & <b>"}"""],
            Retried = ["500"],
            Final = ["400", "401"],
        },
        new("homeassistant")
        {
            Settings = """{"server": "http://homeassistant.local:8123", "service": "mobile_app_phone"}""",
            Secrets = """{"token": "s3cret"}""",
            Parameters = """{"title": "T"}""",
            Request =
                """
                POST http://homeassistant.local:8123/api/services/notify/mobile_app_phone
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"message":"Hi & <b>","title":"T"}
                """,
            Delivered = ["200 []"],
            Retried = ["500", "502"],
            Final = ["400", "401"],
        },
        new("ntfy")
        {
            Settings = """{"topic": "news"}""",
            Secrets = """{"token": "tk_s3cret"}""",
            Parameters = """{"title": "T", "priority": 4}""",
            Request =
                """
                POST https://ntfy.sh/
                Authorization: Bearer tk_s3cret
                Content-Type: application/json

                {"topic":"news","message":"Hi & <b>","title":"T","priority":4}
                """,
            Delivered = ["""200 {"id":"1","event":"message"}"""],
            Retried = ["""429 {"code":42901}""", "507"],
            Final = ["""403 {"code":40301}"""],
        },
        new("opsgenie")
        {
            Secrets = """{"apiKey": "s3cret"}""",
            Request =
                """
                POST https://api.opsgenie.com/v2/alerts
                Authorization: GenieKey s3cret
                Content-Type: application/json

                {"message":"Hi & <b>","alias":"0198","description":"Hi & <b>","priority":"P3"}
                """,
            Delivered = ["""202 {"result":"Request will be processed","requestId":"1"}"""],
            Retried = ["429", "503"],
            Final = ["401", "422"],
        },
        new("pagerduty")
        {
            Secrets = """{"routingKey": "s3cret"}""",
            Request =
                """
                POST https://events.pagerduty.com/v2/enqueue
                Content-Type: application/json

                {"routing_key":"s3cret","event_action":"trigger","dedup_key":"0198","payload":{"summary":"Hi & <b>","source":"relay","severity":"error","custom_details":{"message":"Hi & <b>"}}}
                """,
            Delivered = ["202"],
            Retried = ["200", "429"],
            Final = ["400"],
        },
        new("pushbullet")
        {
            Secrets = """{"accessToken": "s3cret"}""",
            Request =
                """
                POST https://api.pushbullet.com/v2/pushes
                Access-Token: s3cret
                Content-Type: application/json

                {"type":"note","body":"Hi & <b>","guid":"0198"}
                """,
            Delivered = ["""200 {"active":true,"iden":"1"}"""],
            Retried = ["429", "500"],
            Final = ["401", "403"],
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
        new("sns")
        {
            Settings = """{"region": "us-east-1", "topicArn": "arn:aws:sns:us-east-1:123456789012:news"}""",
            Secrets = """{"accessKeyId": "AKIAs3cret", "secretAccessKey": "s3cret"}""",
            Parameters = """{"subject": "S"}""",
            // The signature was computed by Python's hmac.
            Request =
                """
                POST https://sns.us-east-1.amazonaws.com/
                X-Amz-Date: 20300101T120000Z
                X-Amz-Content-SHA256: 1432f6ca2040e6c75e34f399f45e7cb65e7fc68c335b7fbc002a301fc59d9953
                Authorization: AWS4-HMAC-SHA256 Credential=AKIAs3cret/20300101/us-east-1/sns/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=404e1509c17c7bfcc2d8a447ea93e521fcd1e31f1643886f957afddbd9c94cdb
                Content-Type: application/x-www-form-urlencoded

                Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Anews&Subject=S&Message=Hi+%26+%3Cb%3E
                """,
            Delivered = ["""200 <PublishResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>94f20ce6</MessageId></PublishResult></PublishResponse>"""],
            // Throttling is answered with 400 too.
            Retried = ["400 <ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>", "503"],
            Final = ["400 <ErrorResponse><Error><Code>InvalidParameter</Code></Error></ErrorResponse>", "403 <ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>", "404"],
        },
        new("splunkoncall")
        {
            Settings = """{"routingKey": "database"}""",
            Secrets = """{"integrationKey": "s3cret"}""",
            Request =
                """
                POST https://alert.victorops.com/integrations/generic/20131114/alert/s3cret/database
                Content-Type: application/json

                {"message_type":"CRITICAL","entity_id":"0198","state_message":"Hi & <b>","monitoring_tool":"relay"}
                """,
            Delivered = ["""200 {"result":"success","entity_id":"0198"}"""],
            Retried = ["""200 {"result":"failure","message":"Missing or invalid API key"}""", "429", "503"],
            Final = ["404"],
        },
    ];
}
