namespace RelayFunctions.Gateways.Sections;

/// <summary>The right form of keys whose value is an object, for the fault of another value.</summary>
internal static class SectionExamples
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["body"] = """{"text": "{{ message }}"}""",
        ["auth"] = """{"bearer": "{{ secrets.token }}"}""",
        ["basic"] = """{"user": "{{ settings.user }}", "password": "{{ secrets.password }}"}""",
        ["header"] = """{"name": "X-Api-Key", "value": "{{ secrets.key }}"}""",
        ["headers"] = """{"X-Request-Id": "{{ id }}"}""",
        ["query"] = """{"channel": "{{ parameters.channel }}"}""",
        ["ndjson"] = """[{"text": "{{ message }}"}]""",
        ["form"] = """{"text": "{{ message }}"}""",
        ["fields"] = """{"resource": "https://partner.example/"}""",
        ["tokenIn"] = """{"header": "X-Auth-Token"}""",
        ["login"] = """{"url": "https://partner.example/login", "token": "/token"}""",
        ["claims"] = """{"tenant": "{{ settings.tenant }}"}""",
        ["multipart"] = """{"text": "{{ message }}"}""",
        ["parameters"] = """{"channel": {"required": true}}""",
        ["settings"] = """{"from": "+15550001111"}""",
        ["success"] = """{"status": "200-299"}""",
        ["failure"] = """{"status": "400, 404"}""",
        ["throttled"] = """{"status": "420"}""",
        ["reason"] = """{"json": "/error/message"}""",
        ["retry"] = """{"attempts": 3, "interval": "00:01:00"}""",
        ["wait"] = """{"header": "Retry-After", "unit": "seconds"}""",
        ["limits"] = """{"inFlight": 10, "perSecond": 5}""",
        ["message"] = """{"maxLength": 160}""",
        ["certificate"] = """{"file": "client.pem"}""",
        ["tls"] = """{"ca": "issuers.pem"}""",
    };

    /// <summary>The end of a fault, as in <c>, as in "body": {...}</c>; empty if a key has no one form.</summary>
    public static string Of(string key) =>
        Examples.TryGetValue(key, out var example) ? $", as in \"{key}\": {example}" : "";
}
