namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>Chats of teams and of people.</summary>
internal static class ChatCases
{
    public static IReadOnlyList<PresetCase> All { get; } =
    [
        new("dingtalk")
        {
            Secrets = """{"accessToken": "s3cret", "signingSecret": "SECs3cret"}""",
            Request =
                """
                POST https://oapi.dingtalk.com/robot/send?access_token=s3cret&timestamp=1893499200000&sign=e6BxE4iTmF5%2BNZ3vbzZNLO%2BfNB0Vw6U4CKorNH%2FSb7o%3D
                Content-Type: application/json

                {"msgtype":"text","text":{"content":"Hi & <b>"}}
                """,
            Delivered = ["""200 {"errcode":0,"errmsg":"ok"}"""],
            Throttled = ["""200 {"errcode":410100,"errmsg":"send too fast"}""", """200 {"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"""],
            Retried = ["503"],
            Final =
            [
                """200 {"errcode":300001,"errmsg":"token is not exist"}""",
                """200 {"errcode":300005,"errmsg":"token is not exist"}""",
                """200 {"errcode":310000,"errmsg":"keywords not in content"}""",
            ],
        },
        new("discord")
        {
            Secrets = """{"webhookUrl": "https://discord.com/api/webhooks/1/s3cret"}""",
            Request =
                """
                POST https://discord.com/api/webhooks/1/s3cret?wait=true
                Content-Type: application/json

                {"content":"Hi & <b>","allowed_mentions":{"parse":[]}}
                """,
            Delivered = ["""200 {"id":"1"}"""],
            Retried = ["429", "500"],
            Final = ["""400 {"message":"Cannot send an empty message","code":50006}""", "404"],
        },
        new("feishu")
        {
            Secrets = """{"hook": "s3cret"}""",
            Request =
                """
                POST https://open.feishu.cn/open-apis/bot/v2/hook/s3cret
                Content-Type: application/json

                {"msg_type":"text","content":{"text":"Hi & <b>"}}
                """,
            Delivered = ["""200 {"code":0,"msg":"success","data":{}}"""],
            Throttled = ["""200 {"code":11232,"msg":"frequency limited psm"}"""],
            Retried = ["503"],
            Final =
            [
                """200 {"code":19001,"msg":"param invalid: incoming webhook access token invalid"}""",
                """400 {"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}""",
                """200 {"code":19022,"msg":"Ip Not Allowed"}""",
                """200 {"code":19024,"msg":"Key Words Not Found"}""",
            ],
        },
        new("googlechat")
        {
            Secrets = """{"webhookUrl": "https://chat.googleapis.com/v1/spaces/AAA/messages?key=s3cret&token=s3cret%3D"}""",
            Request =
                """
                POST https://chat.googleapis.com/v1/spaces/AAA/messages?key=s3cret&token=s3cret%3D
                Content-Type: application/json

                {"text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"name":"spaces/AAA/messages/1"}"""],
            Retried = ["""429 {"error":{"code":429}}""", "503"],
            Final = ["""400 {"error":{"code":400}}""", "403"],
        },
        new("line")
        {
            Settings = """{"to": "U1"}""",
            Secrets = """{"channelAccessToken": "s3cret"}""",
            Request =
                """
                POST https://api.line.me/v2/bot/message/push
                X-Line-Retry-Key: 0198
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"to":"U1","messages":[{"type":"text","text":"Hi & <b>"}]}
                """,
            Delivered = ["""200 {"sentMessages":[{"id":"1"}]}""", """409 {"message":"The retry key is already accepted"}"""],
            Retried = ["429", "500"],
            Final = ["400", "401", "403"],
        },
        new("matrix")
        {
            Settings = """{"server": "https://matrix.example/", "roomId": "!abc:matrix.example"}""",
            Secrets = """{"accessToken": "s3cret"}""",
            Request =
                """
                PUT https://matrix.example/_matrix/client/v3/rooms/%21abc%3Amatrix.example/send/m.room.message/0198
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"msgtype":"m.text","body":"Hi & <b>","m.mentions":{}}
                """,
            Delivered = ["""200 {"event_id":"$1"}"""],
            Retried = ["""429 {"errcode":"M_LIMIT_EXCEEDED"}""", "502"],
            Final = ["""401 {"errcode":"M_UNKNOWN_TOKEN"}""", """403 {"errcode":"M_FORBIDDEN"}"""],
        },
        new("mattermost")
        {
            Secrets = """{"webhookUrl": "https://chat.example/hooks/s3cret"}""",
            Parameters = """{"channel": "news"}""",
            Request =
                """
                POST https://chat.example/hooks/s3cret
                Content-Type: application/json

                {"text":"Hi & <b>","channel":"news"}
                """,
            Delivered = ["200 ok"],
            Retried = ["500"],
            Final = ["400"],
        },
        new("nextcloudtalk")
        {
            Settings = """{"server": "https://cloud.example", "conversation": "xy12", "user": "relay"}""",
            Secrets = """{"appPassword": "s3cret"}""",
            Request =
                """
                POST https://cloud.example/ocs/v2.php/apps/spreed/api/v1/chat/xy12
                Accept: application/json
                OCS-APIRequest: true
                Authorization: Basic cmVsYXk6czNjcmV0
                Content-Type: application/json

                {"message":"Hi & <b>"}
                """,
            Delivered = ["""201 {"ocs":{"meta":{"status":"ok"}}}"""],
            Retried = ["429", "503"],
            Final = ["""401 {"ocs":{"meta":{"status":"failure"}}}""", "404", "413"],
        },
        new("rocketchat")
        {
            Secrets = """{"webhookUrl": "https://chat.example/hooks/1/s3cret"}""",
            Request =
                """
                POST https://chat.example/hooks/1/s3cret
                Content-Type: application/json

                {"text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"success":true}"""],
            Retried = ["""200 {"success":false}""", "503"],
            Final = ["""400 {"success":false,"error":"invalid-channel"}""", "401", "404"],
        },
        new("signal")
        {
            Settings = """{"server": "http://signal:8080", "number": "+15550001111"}""",
            Secrets = """{"token": "s3cret"}""",
            Parameters = """{"to": "+15550002222"}""",
            Request =
                """
                POST http://signal:8080/v2/send
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"number":"+15550001111","recipients":["+15550002222"],"message":"Hi & <b>"}
                """,
            Delivered = ["""201 {"timestamp":"1795806010099"}"""],
            // 400 is any fault of signal-cli, a lost connection to Signal too.
            Retried = ["""400 {"error":"Failed to send message"}""", "429"],
            Final = ["401"],
        },
        new("slack")
        {
            Secrets = """{"webhookUrl": "https://hooks.slack.com/services/T1/B1/s3cret"}""",
            Request =
                """
                POST https://hooks.slack.com/services/T1/B1/s3cret
                Content-Type: application/json

                {"text":"Hi &amp; &lt;b&gt;"}
                """,
            Delivered = ["200 ok"],
            Retried = ["200 no_text", "429"],
            Final = ["403 invalid_token", "404 no_service", "410 channel_is_archived"],
        },
        new("teams")
        {
            Secrets = """{"webhookUrl": "https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=s3cret"}""",
            Request =
                """
                POST https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sig=s3cret
                Content-Type: application/json

                {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.2","body":[{"type":"TextBlock","text":"Hi & <b>","wrap":true}]}}]}
                """,
            Delivered = ["202", "200"],
            Retried = ["429", "502"],
            Final = ["400", "401"],
        },
        new("telegram")
        {
            Settings = """{"chatId": "@news"}""",
            Secrets = """{"token": "123:s3cret"}""",
            Parameters = """{"silent": true}""",
            Request =
                """
                POST https://api.telegram.org/bot123%3As3cret/sendMessage
                Content-Type: application/json

                {"chat_id":"@news","text":"Hi & <b>","disable_notification":true}
                """,
            Delivered = ["""200 {"ok":true,"result":{}}"""],
            Retried = ["""200 {"ok":false}""", """429 {"ok":false}"""],
            Final = ["""400 {"ok":false}""", """401 {"ok":false}"""],
        },
        new("threema")
        {
            Settings = """{"from": "*RELAY01"}""",
            Secrets = """{"secret": "s3cret"}""",
            Parameters = """{"to": "ECHOECHO"}""",
            Request =
                """
                POST https://msgapi.threema.ch/send_simple
                Content-Type: application/x-www-form-urlencoded

                from=%2ARELAY01&to=ECHOECHO&text=Hi+%26+%3Cb%3E&secret=s3cret
                """,
            Delivered = ["200 0102030405060708"],
            Retried = ["429", "500"],
            Final = ["400", "401", "402", "404", "413"],
        },
        new("viber")
        {
            Settings = """{"sender": "Relay"}""",
            Secrets = """{"authToken": "s3cret"}""",
            Parameters = """{"receiver": "u1=="}""",
            Request =
                """
                POST https://chatapi.viber.com/pa/send_message
                X-Viber-Auth-Token: s3cret
                Content-Type: application/json

                {"receiver":"u1==","type":"text","sender":{"name":"Relay"},"text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"status":0,"status_message":"ok","message_token":1}"""],
            Retried = ["""200 {"status":1000,"status_message":"General error"}""", "500"],
            Throttled = ["""200 {"status":12,"status_message":"tooManyRequests"}"""],
            Final = ["""200 {"status":6,"status_message":"receiverNotSubscribed"}""", """200 {"status":2,"status_message":"invalidAuthToken"}"""],
        },
        new("webex")
        {
            Settings = """{"roomId": "Y2lzY28"}""",
            Secrets = """{"token": "s3cret"}""",
            Request =
                """
                POST https://webexapis.com/v1/messages
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"roomId":"Y2lzY28","text":"Hi & <b>"}
                """,
            Delivered = ["""200 {"id":"1"}"""],
            Retried = ["429", "502"],
            Final = ["401", """404 {"message":"Room not found"}"""],
        },
        new("wecom")
        {
            Secrets = """{"key": "s3cret"}""",
            Request =
                """
                POST https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=s3cret
                Content-Type: application/json

                {"msgtype":"text","text":{"content":"Hi & <b>"}}
                """,
            Delivered = ["""200 {"errcode":0,"errmsg":"ok"}"""],
            Throttled = ["""200 {"errcode":45009,"errmsg":"api freq out of limit"}"""],
            Retried = ["""200 {"errcode":-1,"errmsg":"system busy"}""", "503"],
            Final =
            [
                """200 {"errcode":93000,"errmsg":"invalid webhook url"}""",
                """200 {"errcode":40008,"errmsg":"invalid message type"}""",
                """200 {"errcode":40058,"errmsg":"text.content exceed max length 2048"}""",
            ],
        },
        new("whatsapp")
        {
            Settings = """{"phoneNumberId": "106540352242922"}""",
            Secrets = """{"accessToken": "s3cret"}""",
            Parameters = """{"to": "+15550002222"}""",
            Request =
                """
                POST https://graph.facebook.com/v23.0/106540352242922/messages
                Authorization: Bearer s3cret
                Content-Type: application/json

                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+15550002222","type":"text","text":{"preview_url":false,"body":"Hi & <b>"}}
                """,
            Delivered = ["""200 {"messaging_product":"whatsapp","messages":[{"id":"wamid.1"}]}"""],
            // A rate limit is 400 too, with a distinct code in the body.
            Throttled = ["""400 {"error":{"code":130429}}"""],
            Retried = ["500"],
            Final = ["""400 {"error":{"code":131047}}""", """401 {"error":{"code":190}}""", "403"],
        },
        new("zulip")
        {
            Settings = """{"server": "https://example.zulipchat.com", "email": "relay-bot@example.zulipchat.com", "channel": "news"}""",
            Secrets = """{"apiKey": "s3cret"}""",
            Request =
                """
                POST https://example.zulipchat.com/api/v1/messages
                Authorization: Basic cmVsYXktYm90QGV4YW1wbGUuenVsaXBjaGF0LmNvbTpzM2NyZXQ=
                Content-Type: application/x-www-form-urlencoded

                type=stream&to=news&topic=%28no+topic%29&content=Hi+%26+%3Cb%3E
                """,
            Delivered = ["""200 {"result":"success","msg":"","id":42}"""],
            Retried = ["""200 {"result":"error"}""", """429 {"result":"error","retry-after":28.7}"""],
            Final = ["""400 {"result":"error","code":"STREAM_DOES_NOT_EXIST"}""", """401 {"result":"error"}"""],
        },
    ];
}
