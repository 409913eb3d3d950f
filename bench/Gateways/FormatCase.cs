namespace Bench.Gateways;

/// <summary>A gateway's format that is measured.</summary>
/// <param name="Name">Its name in the output.</param>
/// <param name="Entry">Its entry of gateways.json, where <c>GATEWAY</c> stands for the address that it goes to.</param>
/// <param name="Parameters">The parameters of each message, as JSON.</param>
internal sealed record FormatCase(string Name, string Entry, string Parameters = "{}")
{
    /// <summary>The format that the others are compared with.</summary>
    public static FormatCase Plain { get; } = new("plain", """{ "url": "GATEWAY/plain", "limits": { "inFlight": 250 } }""");

    /// <summary>A format with every feature, and one for each kind of body and authentication, as real services have them.</summary>
    public static IReadOnlyList<FormatCase> Others { get; } =
    [
        new(
            "full (url, query, headers, json, bearer, json success)",
            """
            {
              "url": "GATEWAY/v2/notify/{{ parameters.channel }}", "limits": { "inFlight": 250 },
              "method": "PUT",
              "parameters": { "channel": { "required": true }, "priority": { "type": "integer", "default": 5 } },
              "settings": { "source": "relay" },
              "query": { "source": "{{ settings.source }}" },
              "headers": { "X-Request-Id": "{{ id }}", "X-Attempt": "{{ attempt }}" },
              "body": {
                "json": { "text": "{{ message }}", "at": "{{ acceptedAt }}", "priority": "{{ parameters.priority }}", "tags": ["relay"] }
              },
              "auth": { "bearer": "{{ secrets.token }}" },
              "success": { "status": "200-299", "json": { "/ok": true } }
            }
            """,
            """{"channel": "c1"}"""),
        new(
            "json, success by text (Slack)",
            """
            {
              "url": "GATEWAY/services/{{ secrets.token }}", "limits": { "inFlight": 250 },
              "body": { "json": { "text": "{{ message }}" } }, "success": { "body": "\"ok\"" }
            }
            """),
        new(
            "json, secret url, json success (Telegram)",
            """
            {
              "url": "GATEWAY/bot{{ secrets.token }}/sendMessage", "limits": { "inFlight": 250 },
              "settings": { "chatId": "@news" }, "parameters": { "silent": { "type": "boolean" } },
              "body": {
                "json": { "chat_id": "{{ settings.chatId }}", "text": "{{ message }}", "disable_notification": "{{ parameters.silent }}" }
              },
              "success": { "json": { "/ok": true } }
            }
            """),
        new(
            "form, basic (Twilio)",
            """
            {
              "url": "GATEWAY/Accounts/{{ settings.sid }}/Messages.json", "limits": { "inFlight": 250 },
              "settings": { "sid": "AC1", "from": "+15550001111" }, "parameters": { "to": { "required": true } },
              "auth": { "basic": { "user": "{{ settings.sid }}", "password": "{{ secrets.token }}" } },
              "body": { "form": { "To": "{{ parameters.to }}", "From": "{{ settings.from }}", "Body": "{{ message }}" } }
            }
            """,
            """{"to": "+15550002222"}"""),
        new(
            "multipart, header (Mailgun)",
            """
            {
              "url": "GATEWAY/messages", "limits": { "inFlight": 250 }, "settings": { "from": "a@relay.example" },
              "auth": { "header": { "name": "X-Key", "value": "{{ secrets.token }}" } },
              "body": { "multipart": { "from": "{{ settings.from }}", "to": "b@relay.example", "text": "{{ message }}" } }
            }
            """),
        new(
            "xml",
            """
            {
              "url": "GATEWAY/soap", "limits": { "inFlight": 250 },
              "body": { "xml": "<message id=\"{{ id }}\"><text>{{ message }}</text></message>" }
            }
            """),
        new(
            "text, headers, bearer (ntfy)",
            """
            {
              "url": "GATEWAY/topic", "limits": { "inFlight": 250 },
              "headers": { "X-Title": "Relay", "X-Id": "{{ id }}" },
              "body": { "text": "{{ message }}" }, "auth": { "bearer": "{{ secrets.token }}" }
            }
            """),
        new(
            "json, Standard Webhooks",
            """
            {
              "url": "GATEWAY/hook", "limits": { "inFlight": 250 },
              "body": { "json": { "type": "message", "data": { "text": "{{ message }}" } } },
              "auth": { "standardWebhooks": { "secret": "{{ secrets.key }}" } }
            }
            """),
        new(
            "form, AWS Signature 4 (SNS)",
            """
            {
              "url": "GATEWAY/", "limits": { "inFlight": 250 },
              "body": { "form": { "Action": "Publish", "Version": "2010-03-31", "TopicArn": "arn:aws:sns:a:1:b", "Message": "{{ message }}" } },
              "auth": {
                "awsSigV4": {
                  "accessKeyId": "{{ secrets.token }}", "secretAccessKey": "{{ secrets.key }}", "region": "us-east-1", "service": "sns"
                }
              }
            }
            """),
    ];
}
