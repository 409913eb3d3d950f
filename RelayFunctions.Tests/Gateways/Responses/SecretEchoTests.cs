using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Responses;

/// <summary>Reasons of a gateway that repeat a secret in a form of the gateway's own.</summary>
public sealed class SecretEchoTests
{
    private static readonly string[] Secrets =
    [
        "SEKRET-<a&b>/-zz", "it's \"q\"+ünï/😀=", "DOMAIN\\new%3Cword", "sig=a%2Fb%2B&se=2027", "key with  spaces/1", "ab/c",
    ];

    private static readonly Dictionary<string, Func<string, string>> Writings = new()
    {
        ["as it is"] = text => text,
        ["JSON of PHP"] = text => Json(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Replace("/", "\\/", StringComparison.Ordinal),
        ["JSON of .NET"] = text => Json(text, JavaScriptEncoder.Default),
        ["JSON in lower case"] = text => Json(text, JavaScriptEncoder.Default).Replace("\\u003C", "\\u003c", StringComparison.Ordinal),
        ["JSON in JSON"] = text => Json(Json(text, JavaScriptEncoder.Default), JavaScriptEncoder.Default),
        ["HTML of PHP"] = text => Html(text).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#039;", StringComparison.Ordinal),
        ["HTML of Python"] = text => Html(text).Replace("\"", "&#34;", StringComparison.Ordinal).Replace("'", "&#x27;", StringComparison.Ordinal),
        ["HTML of .NET"] = HtmlEncoder.Default.Encode,
        ["XML"] = text => Html(text).Replace("'", "&apos;", StringComparison.Ordinal),
        ["HTML in HTML"] = text => Html(Html(text)),
        ["HTML in JSON"] = text => Json(Html(text), JavaScriptEncoder.Default),
        ["percent"] = Uri.EscapeDataString,
        ["percent in lower case"] = text => LowerPercent(Uri.EscapeDataString(text)),
        ["percent of each byte"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => $"%{value:x2}")),
        ["percent in percent"] = text => LowerPercent(Uri.EscapeDataString(Uri.EscapeDataString(text))),
        ["form"] = text => WebUtility.UrlEncode(text)!,
        ["bytes of Python"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(
            value => value is < 0x20 or > 0x7E ? $"\\x{value:x2}" : value == '\\' ? "\\\\" : $"{(char)value}")),
        ["Markdown"] = text => string.Concat(text.Select(one => char.IsAsciiLetterOrDigit(one) || one > '~' || one == ' ' ? $"{one}" : $"\\{one}")),
        ["base64"] = text => Base64(text),
        ["base64 in JSON of PHP"] = text => Base64(text).Replace("/", "\\/", StringComparison.Ordinal),
        ["base64 in percent"] = text => Uri.EscapeDataString(Base64(text)),
        ["base64 for URLs"] = text => Base64(text).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        ["base64 in lines"] = text => string.Join("\r\n", Base64(text).Chunk(4).Select(line => new string(line))),
        ["hexadecimal"] = text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ["with a tab"] = text => text.Insert(3, "\t"),
        ["with a NUL"] = text => text.Insert(3, "\0"),
        ["with a soft hyphen"] = text => text.Insert(3, "\u00AD"),
        ["with zero-width spaces"] = text => string.Join('\u200B', text.EnumerateRunes()),
        ["with joiners"] = text => string.Join('\u200D', text.EnumerateRunes()),
        ["with tags"] = text => string.Join("\U000E0041", text.EnumerateRunes()),
        ["with variation selectors"] = text => string.Join('\uFE0F', text.EnumerateRunes()),
        ["with a soft hyphen in HTML"] = text => Html(text.Insert(3, "\u00AD")),
        ["in lines"] = text => string.Join("\r\n", text.Chunk(3).Select(line => new string(line))).Replace("\uD83D\r\n\uDE00", "\r\n😀", StringComparison.Ordinal),
        ["hexadecimal with spaces"] = text => Separated(text, " ").ToLowerInvariant(),
        ["hexadecimal with colons"] = text => Separated(text, ":").ToLowerInvariant(),
        ["HEXADECIMAL with hyphens"] = text => Separated(text, "-"),
        ["HEXADECIMAL"] = text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
    };

    public static TheoryData<string, string> Echoes => [.. from secret in Secrets from writing in Writings.Keys select (secret, writing)];

    [Theory]
    [MemberData(nameof(Echoes))]
    public void Reason_RepeatsASecretInAnyWriting_HasAMask(string secret, string writing) => Assert.Equal(
        "401 Unauthorized: key SECRET, unknown", ErrorOf(secret, $"key {Writings[writing](secret)}, unknown"));

    // The rule of the catalogue must not shorten a secret before it is masked.
    [Theory]
    [InlineData("key ([A-Z]+)", "401 Unauthorized: SECRET")]
    [InlineData("key (.{10})", "401 Unauthorized: SECRET is")]
    [InlineData("<a&b.*", "401 Unauthorized")]
    public void Reason_PatternThatMatchesAPartOfASecret_FindsItsMask(string pattern, string expected) =>
        Assert.Equal(expected, ErrorOf("SEKRET-<a&b>/-zz", "key SEKRET-<a&b>/-zz is unknown", pattern));

    // Of a text before and behind the secret, three bits at most remain of each end.
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void Reason_HasBase64OfATextThatHoldsASecret_HasAMask(string before)
    {
        var error = ErrorOf("SEKRET-<a&b>/-zz", $"key {Base64($"{before}:SEKRET-<a&b>/-zz:more")} is unknown");

        Assert.Contains("SECRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("SEKRET-<a&b>/-zz")[4..^4], error, StringComparison.Ordinal);
        Assert.InRange(error!.Length, 0, "401 Unauthorized: key SECRET is unknown".Length + 16);
    }

    [Theory]
    [InlineData("SEKRET-a/b", "SEKRET-a\\/b, SEKRET-a%2fb", "SECRET, SECRET")]
    [InlineData("SEKRET-a/b", "C:\\SEKRET-a/b", "C:\\SECRET")]
    [InlineData("41bcdefg", "%41bcdefg", "%SECRET")]
    [InlineData("SEKRET-a/b", "the call to a\\/b &amp; c%2fd with 100% of \\u and &lt or &nosuch;", "the call to a\\/b &amp; c%2fd with 100% of \\u and &lt or &nosuch;")]
    [InlineData("a/b", "a\\/b", "a\\/b")]
    [InlineData("s3cret", "at 12:34:56:78 no s3c ret", "at 12:34:56:78 no s3c ret")]
    [InlineData("s3cret", "on 2026-11-29 a\u00ADb", "on 2026-11-29 a b")]
    [InlineData("%3C%3E", "<> %3C%3E &lt;&gt;", "<> SECRET &lt;&gt;")]
    public void Reason_WithEscapes_LosesOnlyTheSecret(string secret, string words, string expected) =>
        Assert.Equal($"401 Unauthorized: {expected}", ErrorOf(secret, words));

    [Fact]
    public void Reason_SecretThatTheSearchCutsInTwo_ShowsNoPartOfIt() => Assert.Null(
        ReasonText.Of(new string(' ', (256 * 1024) - 10) + "SEKRET-abcdefgh", ["SEKRET-abcdefgh"]));

    // A url that is a secret is configured as a whole, or with expressions in it.
    [Theory]
    [InlineData("url", "http://a.example/hooks/T0/tokenSEKRET1?sig=tokenSEKRET2", "no POST /hooks/T0/tokenSEKRET1", "no POST /hooks/T0/SECRET")]
    [InlineData("url", "http://a.example/hooks/T0/tokenSEKRET1?sig=tokenSEKRET2", "bad sig tokenSEKRET2", "bad sig SECRET")]
    [InlineData("url", "http://a.example/hooks/tokenSEKRET1/{{ id }}", "no hook tokenSEKRET1", "no hook SECRET")]
    [InlineData("headers:X-Key", "tokenSEKRET1:{{ id }}", "bad tokenSEKRET1:7", "bad SECRET7")]
    [InlineData("proxy", "http://user:tokenSEKRET1@proxy.example:3128", "bad tokenSEKRET1", "bad SECRET")]
    [InlineData("url", "http://a.example/v1/{{ id }}", "no path /v1/x", "no path /v1/x")]
    public void Reason_RepeatsAPartOfAConfiguredText_HasAMask(string key, string value, string words, string expected)
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "reason": {"json": "/e"}}""", (key, value));

        var verdict = gateway.Responses.Judge(
            400, new ResponseText(JsonSerializer.SerializeToUtf8Bytes(new { e = words })), gateway.SecretTexts);

        Assert.Equal($"400 Bad Request: {expected}", verdict.Error);
    }

    [Fact]
    public void Reason_SecretThatOverlapsItself_IsMaskedAsAWhole() =>
        Assert.Equal("401 Unauthorized: xSECRETx", ErrorOf("abab", "xabababx"));

    private static string? ErrorOf(string secret, string words, string pattern = ".+")
    {
        var gateway = GatewayFixture.Load(
            $$$"""{"url": "http://a", "body": {"json": {"key": "{{ secrets.token }}"}}, "reason": {"body": "{{{pattern}}}"}}""", ("secrets:token", secret));
        return gateway.Responses.Judge(401, new ResponseText(Encoding.UTF8.GetBytes(words)), gateway.SecretTexts).Error;
    }

    private static string Separated(string text, string separator) =>
        BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace("-", separator, StringComparison.Ordinal);

    private static string Json(string text, JavaScriptEncoder encoder) => encoder.Encode(text);

    private static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string LowerPercent(string text) => text.Replace("%3C", "%3c", StringComparison.Ordinal)
        .Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%3E", "%3e", StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
