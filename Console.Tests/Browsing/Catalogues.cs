namespace RelayFunctions.Tests.WebConsole.Browsing;

internal static class Catalogues
{
    /// <summary>Gateways of each kind; all of them point to the recording gateway.</summary>
    public const string Mixed = """
        { "gateways": {
            "status": { "url": "GATEWAY/status", "limits": { "perMinute": 50 } },
            "partner": {
              "url": "GATEWAY/partner/{{ parameters.channel }}", "limits": { "inFlight": 5, "perSecond": 2.5 },
              "parameters": {
                "channel": { "required": true, "description": "the channel's name" },
                "priority": { "type": "integer", "minimum": 1, "maximum": 5, "default": 3 },
                "urgent": { "type": "boolean" },
                "kind": { "values": ["alert", "report"] }
              },
              "body": { "json": { "text": "{{ message }}", "priority": "{{ parameters.priority }}", "kind": "{{ parameters.kind }}" } },
              "auth": { "bearer": "{{ secrets.token }}" }
            },
            "news": { "preset": "telegram", "settings": { "chatId": "@news" } }
        } }
        """;

    public static readonly string[] Secrets = ["--Gateways:partner:secrets:token=c0ffee", "--Gateways:news:secrets:token=c0ffee"];
}
