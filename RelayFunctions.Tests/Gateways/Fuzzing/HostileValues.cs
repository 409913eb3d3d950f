namespace RelayFunctions.Tests.Gateways.Fuzzing;

/// <summary>JSON values, as raw text, that a reader of catalogues may not expect.</summary>
internal static class HostileValues
{
    public static IReadOnlyList<string> Short { get; } =
    [
        "null", "true", "[]", "{}", "0", "-0", "1e400", "1e-400", "99999999999999999999", "0.1", "[null]", """{"": ""}""",
        "\"\"", "\"a\"", "\"PO ST\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"a\\r\\nb\"", "\"\\uFEFF\"", "\"🎈é\"",
        "\"{{\"", "\"{{ message\"", "\"{{ }}\"", "\"{% if a %}\"", "\"{{ now }}\"", "\"{{ 'now' | date: '%s' }}\"", "\"{{ message[message] }}\"",
        "\"htt{{ now }}ps://a/\"", "\"{{ settings.path }}\"", "\"https://{{ settings.path }}:{{ settings.path }}/\"",
        "\"https://[\"", "\"http://a:99999/\"", "\"//\"", "\"http://\"", "\"data:,\"", "\"https://a/%zz?{{ message }}#\"", "\"https://xn--/\"",
        "\"{{ message | truncate: 99999999999999999999999999 }}\"", "\"{{ 1 | divided_by: 0 }}\"", "\"{{ 1e99 | times: 1e99 | round: 99 }}\"",
        "\"{{ message | slice: -99999999999, 'a' }}\"", "\"{{ message | date: '%999N' }}\"", "\"{{ message | split: '' | first | date }}\"",
        "\"{{ 'a' | append: secrets.token | md5 | base64_encode }}\"", "\"{% for a in message limit: 99999999999 %}{% endfor %}\"",
        "\"(.*a.{100}){5}c\"", "\"((a{1000}){1000}){1000}\"", "\"(\"", "\"(?<a>a)\\\\k<a>\"", "\"[\"",
        "\"10675199.02:48:05.4775807\"", "\"-00:01:00\"", "\"200-199\"", "\"200,,\"", "\"text/plain; charset=\\\"\"", "\"~2\"", "\"/~\"",
        "\"<a {{ message }}>\"", "\"<!-- {{ message\"", "\"<?xml version='1.0'?>\"", "\"/dev/zero\"", "\"..\"",
    ];

    /// <summary>Long or deeply nested values.</summary>
    public static IReadOnlyList<string> Long { get; } =
    [
        $"\"{new string('a', 100_000)}\"",
        $"\"{Repeat("{% if message %}", 3000)}{Repeat("{% endif %}", 3000)}\"",
        $"\"{Repeat("{% if message %}", 3000)}\"",
        $"\"{{{{ message{Repeat("|upcase", 8000)} }}}}\"",
        $"\"{{{{ message{Repeat(" | upcase", 30_000)} }}}}\"",
        $"\"{{{{ {Repeat("message[", 3000)}1{new string(']', 3000)} }}}}\"",
        $"\"{{% if {Repeat("message or ", 3000)}message %}}{{% endif %}}\"",
        $"\"{Repeat("{{ message }}", 5000)}\"",
        $"\"{Repeat("{{", 20_000)}\"",
        $"\"{new string('(', 900)}\"",
        Repeat("[", 200) + Repeat("]", 200),
        Repeat("{\"a\":", 70) + "1" + Repeat("}", 70),
        $"[{Repeat("1,", 20_000)}1]",
        $"\"https://a/{Repeat("{{ message }}/", 600)}\"",
    ];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
