namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>Text messages to telephone numbers.</summary>
internal static class SmsCases
{
    private const string To = """{"to": "+15550002222"}""";

    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("46elks")
        {
            Settings = """{"user": "u1", "from": "Relay"}""",
            Secrets = """{"password": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.46elks.com/a1/sms
                Authorization: Basic dTE6czNjcmV0
                Content-Type: application/x-www-form-urlencoded

                from=Relay&to=%2B15550002222&message=Hi+%26+%3Cb%3E
                """,
            Delivered = ["""200 {"status":"created","id":"s1","parts":1}"""],
            Retried = ["429", "500"],
            Final = ["400", "401", "403"],
        },
        new("acssms")
        {
            Settings = """{"host": "a.communication.azure.com", "from": "+15550001111"}""",
            Secrets = """{"accessKey": "s3cretAA"}""",
            Parameters = To,
            // The signature was computed by Python's hmac.
            Request =
                """
                POST https://a.communication.azure.com/sms?api-version=2021-03-07
                x-ms-date: Tue, 01 Jan 2030 12:00:00 GMT
                x-ms-content-sha256: HxCiUlG1CvZjahr32arurfRLA0ezD7gpbGCDpkmbFqY=
                Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AMzcbCMHWyTUWgA3NN5w5HoFVF/+taFh8+fBnQ/mQew=
                Content-Type: application/json

                {"from":"+15550001111","smsRecipients":[{"to":"+15550002222","repeatabilityRequestId":"0198","repeatabilityFirstSent":"Tue, 01 Jan 2030 12:00:00 GMT"}],"message":"Hi & <b>"}
                """,
            Delivered = ["""202 {"value":[{"to":"+15550002222","messageId":"m1","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true}]}"""],
            Retried = ["""202 {"value":[{"httpStatusCode":500,"successful":false}]}""", "429", "500"],
            Throttled = ["""202 {"value":[{"httpStatusCode":429,"successful":false}]}"""],
            Final = ["""202 {"value":[{"httpStatusCode":400,"successful":false,"errorMessage":"Invalid To phone number format."}]}""", "401", "404"],
        },
        new("africastalking")
        {
            Settings = """{"username": "u1", "from": "Relay"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.africastalking.com/version1/messaging
                Accept: application/json
                apiKey: s3cret
                Content-Type: application/x-www-form-urlencoded

                username=u1&to=%2B15550002222&message=Hi+%26+%3Cb%3E&from=Relay
                """,
            Delivered = ["""201 {"SMSMessageData":{"Message":"Sent to 1/1","Recipients":[{"statusCode":101,"status":"Success"}]}}"""],
            Retried = ["""201 {"SMSMessageData":{"Recipients":[{"statusCode":405,"status":"InsufficientBalance"}]}}""", """201 {"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}""", "500"],
            Final = ["""201 {"SMSMessageData":{"Recipients":[{"statusCode":403,"status":"InvalidPhoneNumber"}]}}""", "401"],
        },
        new("bird")
        {
            Settings = """{"workspaceId": "w1", "channelId": "c1"}""",
            Secrets = """{"accessKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.bird.com/workspaces/w1/channels/c1/messages
                Authorization: AccessKey s3cret
                Content-Type: application/json

                {"receiver":{"contacts":[{"identifierKey":"phonenumber","identifierValue":"+15550002222"}]},"body":{"type":"text","text":{"text":"Hi & <b>"}}}
                """,
            Delivered = ["""202 {"id":"1","status":"accepted"}"""],
            Retried = ["429", "500"],
            Final = ["401", "422"],
        },
        new("clicksend")
        {
            Settings = """{"user": "relay", "from": "+15550001111"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://rest.clicksend.com/v3/sms/send
                Authorization: Basic cmVsYXk6czNjcmV0
                Content-Type: application/json

                {"messages":[{"from":"+15550001111","to":"+15550002222","body":"Hi & <b>"}]}
                """,
            Delivered = ["""200 {"http_code":200,"response_code":"SUCCESS","data":{"messages":[{"status":"SUCCESS"}]}}"""],
            Retried = ["""200 {"data":{"messages":[{"status":"INSUFFICIENT_CREDIT"}]}}""", "429", "500"],
            Final =
            [
                """200 {"data":{"messages":[{"status":"INVALID_RECIPIENT"}]}}""",
                """200 {"data":{"messages":[{"status":"SUCCESS"},{"status":"MISSING_REQUIRED_FIELDS"}]}}""",
                "400", "401",
            ],
        },
        new("infobip")
        {
            Settings = """{"baseUrl": "https://abc123.api.infobip.com", "sender": "Relay"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://abc123.api.infobip.com/sms/3/messages
                Accept: application/json
                Authorization: App s3cret
                Content-Type: application/json

                {"messages":[{"sender":"Relay","destinations":[{"to":"+15550002222"}],"content":{"text":"Hi & <b>"}}]}
                """,
            Delivered = ["""200 {"bulkId":"1","messages":[{"messageId":"2","status":{"groupId":1,"groupName":"PENDING"}}]}"""],
            Retried = ["""200 {"messages":[]}""", "429", "500"],
            Final =
            [
                """200 {"messages":[{"status":{"groupId":5,"groupName":"REJECTED"}}]}""",
                """200 {"messages":[{"status":{"groupName":"PENDING"}},{"status":{"groupName":"UNDELIVERABLE"}}]}""",
                "400", "401", "403",
            ],
        },
        new("plivo")
        {
            Settings = """{"authId": "MA1", "from": "+15550001111"}""",
            Secrets = """{"authToken": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.plivo.com/v1/Account/MA1/Message/
                Authorization: Basic TUExOnMzY3JldA==
                Content-Type: application/json

                {"src":"+15550001111","dst":"+15550002222","text":"Hi & <b>"}
                """,
            Delivered = ["""202 {"message":"message(s) queued","message_uuid":["1"],"api_id":"2"}"""],
            Retried = ["429", "500"],
            Final = ["400", "401"],
        },
        new("seven")
        {
            Settings = """{"from": "Relay"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://gateway.seven.io/api/sms
                Accept: application/json
                X-Api-Key: s3cret
                Content-Type: application/json

                {"to":"+15550002222","from":"Relay","text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"success":"100","messages":[{"success":true}]}"""],
            // No credit left, the day's limit for a number, the carrier: another attempt may succeed.
            Retried = ["""200 {"success":"500"}""", """200 {"success":403}""", "200 600", "503"],
            Final = ["""200 {"success":"202"}""", """200 {"success":900}""", "200 900", "200 \"305\"", "401"],
        },
        new("sinch")
        {
            Settings = """{"servicePlanId": "p1", "from": "Relay"}""",
            Secrets = """{"apiToken": "s3cret"}""",
            Parameters = """{"to": "15550002222"}""",
            Request =
                """
                POST https://us.sms.api.sinch.com/xms/v1/p1/batches
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"from":"Relay","to":["15550002222"],"body":"Hi & <b>"}
                """,
            Delivered = ["""201 {"id":"01FC","type":"mt_text"}"""],
            Retried = ["429", "500"],
            Final = ["""400 {"code":"syntax_invalid_parameter_format"}""", "401", "403"],
        },
        new("smsc")
        {
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://smsc.ru/sys/send.php
                Content-Type: application/x-www-form-urlencoded

                apikey=s3cret&phones=%2B15550002222&mes=Hi+%26+%3Cb%3E&charset=utf-8&fmt=3
                """,
            Delivered = ["""200 {"id":1,"cnt":1}"""],
            Retried = ["""200 {"error":"not enough money","error_code":3,"id":1}""", """200 {"error":"too many requests","error_code":9}""", "200 {}", "503"],
            Final = ["""200 {"error":"authorise error","error_code":2,"id":1}""", """200 {"error":"invalid number","error_code":7}""", "403"],
        },
        new("smsru")
        {
            Settings = """{"from": "Relay"}""",
            Secrets = """{"apiId": "s3cret"}""",
            Parameters = """{"to": "79990002222"}""",
            Request =
                """
                POST https://sms.ru/sms/send
                Content-Type: application/x-www-form-urlencoded

                api_id=s3cret&to=79990002222&msg=Hi+%26+%3Cb%3E&from=Relay&json=1
                """,
            Delivered = ["""200 {"status":"OK","status_code":100,"sms":{"79990002222":{"status":"OK","status_code":100,"sms_id":"000000-1"}},"balance":4.56}"""],
            Retried =
            [
                """200 {"status":"ERROR","status_code":220,"status_text":"later"}""",
                """200 {"status":"OK","status_code":100,"sms":{"79990002222":{"status":"ERROR","status_code":230}},"balance":4.56}""",
                """200 {"status":"OK","status_code":100,"sms":{}}""",
            ],
            Final =
            [
                """200 {"status":"ERROR","status_code":200,"status_text":"api_id"}""",
                """200 {"status":"OK","status_code":100,"sms":{"79990002222":{"status":"ERROR","status_code":207}},"balance":4.56}""",
                "403",
            ],
        },
        new("telnyx")
        {
            Settings = """{"from": "+15550001111"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Parameters = To,
            Request =
                """
                POST https://api.telnyx.com/v2/messages
                Accept: application/json
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"from":"+15550001111","to":"+15550002222","text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"data":{"id":"1"}}"""],
            Retried = ["429", "500"],
            Final = ["""400 {"errors":[{"code":"40310"}]}""", "401", "422"],
        },
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
        new("vonage")
        {
            Settings = """{"apiKey": "k1", "from": "Relay"}""",
            Secrets = """{"apiSecret": "s3cret"}""",
            Parameters = """{"to": "15550002222"}""",
            Request =
                """
                POST https://rest.nexmo.com/sms/json
                Authorization: Basic azE6czNjcmV0
                Content-Type: application/x-www-form-urlencoded

                from=Relay&to=15550002222&type=unicode&text=Hi+%26+%3Cb%3E
                """,
            Delivered = ["""200 {"message-count":"1","messages":[{"to":"15550002222","message-id":"1","status":"0"}]}"""],
            Throttled = ["""200 {"message-count":"1","messages":[{"status":"1","error-text":"Throughput Rate Exceeded"}]}"""],
            Retried =
            [
                """200 {"message-count":"2","messages":[{"status":"0"},{"status":"5"}]}""",
                """200 {"message-count":"0","messages":[]}""",
                "500",
            ],
            Final =
            [
                """200 {"message-count":"1","messages":[{"status":"4","error-text":"Bad Credentials"}]}""",
                """200 {"message-count":"2","messages":[{"status":"0"},{"status":"7"}]}""",
                "401",
            ],
        },
    ];
}
