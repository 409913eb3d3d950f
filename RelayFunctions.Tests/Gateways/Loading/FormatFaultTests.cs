using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class FormatFaultTests
{
    [Theory]
    [InlineData("""{"url": "http://{{ message }}.example/"}""", "url", "has a part of the message in its scheme")]
    [InlineData("""{"url": "{{ parameters.a }}", "parameters": {"a": {}}}""", "url", "begins with a part of the message")]
    [InlineData("""{"url": "a{{ message }}/b"}""", "url", "begins with a part of the message")]
    [InlineData("""{"url": "http://a/{{ message"}""", "url", "is no Liquid template")]
    [InlineData("""{"url": "http://a/{{ mesage }}"}""", "url", "reads 'mesage'")]
    [InlineData("""{"url": "http://a/{{ parameters.a }}"}""", "url", "reads parameters.a, which is not among")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ secrets.a }}"}}""", "headers.X-A", "reads secrets.a, which is not set: set Gateways__partner__secrets__a")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message | raw }}"}}""", "headers.X-A", "uses the filter 'raw'")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% include 'x' %}"}}""", "body.text", "uses a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% for i in (1..9) %}x{% endfor %}"}}""", "body.text", "uses a range")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message }}", "contentType": "application/json"}}""", "body.contentType", "must be a type of plain text")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a {{ message }}='1'/>"}}""", "body.xml", "has a template where a value can't stand")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a><![CDATA[{{ message }}]]></a>"}}""", "body.xml", "has a template where a value can't stand")]
    [InlineData("""{"url": "http://a", "body": {"json": {}, "form": {}}}""", "body", "must have one of")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{{ message }}"}}""", "auth.bearer", "can hold settings and secrets alone")]
    [InlineData("""{"url": "http://a", "success": {"status": "2xx"}}""", "success.status", "must be statuses")]
    [InlineData("""{"url": "http://a", "success": {"json": {"ok": true}}}""", "success.json.ok", "is no JSON pointer")]
    [InlineData("""{"url": "http://a", "success": {"body": "(a)\\1"}}""", "success.body", "is no regular expression")]
    [InlineData("""{"url": "http://a", "method": "TRACE"}""", "method", "must be one of")]
    [InlineData("""{"url": "http://a", "parameters": {"a": {"type": "date"}}}""", "parameters.a.type", "must be one of string, integer, number, boolean")]
    [InlineData("""{"url": "http://a", "parameters": {"a": {"type": "integer", "default": "x"}}}""", "parameters.a.default", "must be a whole number")]
    [InlineData("""{"preset": "pigeon"}""", "preset", "is unknown; there is")]
    [InlineData("""{"preset": "telegram"}""", "secrets.token", "is not set: set Gateways__partner__secrets__token")]
    public void Load_WhatCanNotBeRight_IsAFaultOfItsKey(string entry, string key, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf(entry), found => found.StartsWith($"gateways.json: gateway 'partner': {key}: {fault}", StringComparison.Ordinal));
}
