using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class FormatFaultTests
{
    [Theory]
    [InlineData("<?xml version='1.0' encoding='windows-1251'?><a>{{ message | upcase }}</a>")]
    [InlineData("<a>{% if parameters.b %}<b>{% else %}<c>{% endif %}</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;{{ message }}</a>")]
    [InlineData("<a x:b='{{ message }}' xmlns:x='urn:x'>&lt;&#9;<!-- - --><?p?><![CDATA[<]]></a>")]
    public void Load_XmlThatCanBeValid_IsAccepted(string xml) => Assert.Empty(
        GatewayFixture.FaultsOf($$"""{"url": "http://a", "parameters": {"b": {} }, "body": {"xml": "{{xml}}"} }"""));

    [Fact]
    public void Load_UnknownFilterWithoutASimilarName_ListsAllFilters() => Assert.EndsWith(
        ", truncatewords, ucs2_hex, upcase",
        Assert.Single(GatewayFixture.FaultsOf("""{"url": "http://a", "body": {"text": "{{ message | uper }}"}}""")),
        StringComparison.Ordinal);

    // Only words of the language are repeated: the rest could be a secret.
    [Theory]
    [InlineData("""a{% if message %}b""", "the {% if %} at character 2 has no {% endif %}")]
    [InlineData("""{% for a in message %}{% if a %}{% endif %}""", "the {% for %} at character 1 has no {% endfor %}")]
    [InlineData("""{% if message %}{% for a in message %}{% endif %}""", "the {% for %} at character 17 has no {% endfor %}")]
    [InlineData("""a{% endif %}""", "the {% endif %} at character 2 has no {% if %}")]
    [InlineData("""{% raw %}{{ }}""", "the {% raw %} at character 1 has no {% endraw %}")]
    [InlineData("""{% set s3cret = 1 %}""", "the {% %} at character 1 has a tag that is not one of if, unless, case, for, assign, comment and raw")]
    [InlineData("""{% if id %}{% elif message %}{% endif %}""", "the {% %} at character 12 has a tag that is not one of if, unless, case, for, assign, comment and raw; did you mean 'elsif'?")]
    [InlineData("""{{ message | truncate(100) }}""", "the {{ }} at character 1 is not valid; the arguments of a filter follow a colon, as in truncate: 100")]
    [InlineData("""{{ id }}{{ message | truncate: }}""", "the {{ }} at character 9 is not valid; an argument is missing after a colon")]
    [InlineData("""{{ acceptedAt | date: %Y }}""", "the {{ }} at character 1 is not valid; an argument that is text needs quotation marks, as in date: '%Y'")]
    [InlineData("""{{ parameters.get('x') }}""", "the {{ }} at character 1 is not valid; nothing can be called: a value is read as in parameters.name")]
    [InlineData("""{{ message | append: 'a }}""", "the {{ }} at character 1 is not valid; a quotation mark is not closed")]
    [InlineData("""{{ message }""", "the {{ at character 1 is not closed with }}")]
    [InlineData("""ab {{ message } {{ id }}""", "the {{ at character 4 is not closed with }}")]
    [InlineData("""{{ message""", "the {{ at character 1 is not closed with }}")]
    [InlineData("""{% if message }{% endif %}""", "the {% at character 1 is not closed with %}")]
    [InlineData("""{{ s3cret s3cret }}""", "the {{ }} at character 1 is not valid")]
    [InlineData("""{% if %}a{% endif %}""", "the {% %} at character 1 is not valid")]
    [InlineData("""{% assign a %}""", "the {% %} at character 1 is not valid")]
    public void Load_TemplateWithABadSyntax_SaysWhereAndWhat(string text, string fault) => Assert.Equal(
        [$"gateways.json: gateway 'partner': body.text: is not a Liquid template: {fault}"],
        GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {"text": "{{text}}"} }"""));

    [Theory]
    [InlineData("upper", "; did you mean 'upcase'?")]
    [InlineData("lower", "; did you mean 'downcase'?")]
    [InlineData("trim", "; did you mean 'strip'?")]
    [InlineData("length", "; did you mean 'size'?")]
    [InlineData("tojson", "; did you mean 'json'?")]
    [InlineData("b64encode", "; did you mean 'base64_encode'?")]
    [InlineData("e", "; leave it out: each value is escaped for its place")]
    [InlineData("escape", "; leave it out: each value is escaped for its place")]
    [InlineData("url_encode", "; leave it out: each value is escaped for its place")]
    public void Load_FilterOfAnotherLanguage_NamesTheOneOfLiquid(string filter, string hint) => Assert.Equal(
        [$"gateways.json: gateway 'partner': body.text: uses the filter '{filter}', which is not one that templates may use{hint}"],
        GatewayFixture.FaultsOf($$$"""{"url": "http://a", "body": {"text": "{{ message | {{{filter}}} }}"} }"""));

    [Theory]
    [InlineData("127.0.0.1:9931/abc")]
    [InlineData("a.example?b=")]
    [InlineData("a.example#b")]
    [InlineData("s3cret@a.example")]
    [InlineData("a.example\\\\b")]
    public void Load_HostWithMoreThanAHost_IsAFault(string host)
    {
        const string fault = "has a value in its host that contains /, ?, #, @ or \\: only a name or an address, and a port, can be there";

        foreach (var url in (string[])["http://{{ settings.host }}/x", "http://{{ settings.host }}.example/x", "http://a-{{ settings.host }}:80", "http://{{ settings.host }}?a=b"])
        {
            Assert.Equal(
                [$"gateways.json: gateway 'partner': url: {fault}"],
                GatewayFixture.FaultsOf($$"""{"url": "{{url}}", "settings": {"host": "{{host}}"} }"""));
        }

        Assert.Equal(
            [$"gateways.json: gateway 'partner': url: {fault} (the value comes from Gateways__partner__secrets__host)"],
            GatewayFixture.FaultsOf("""{"url": "http://{{ secrets.host }}/x"}""", ("secrets:host", host)));
        Assert.Equal(
            [$"gateways.json: gateway 'partner': auth.oauth2.tokenUrl: {fault}"],
            GatewayFixture.FaultsOf($$$"""{"url": "http://a", "auth": {"oauth2": {"tokenUrl": "https://{{ settings.host }}/token", "clientId": "a", "clientSecret": "{{ secrets.a }}"}}, "settings": {"host": "{{{host}}}"} }""", ("secrets:a", "b")));
    }

    [Theory]
    [InlineData("{{ settings.base }}/x", "https://a.example?b=c")]
    [InlineData("{{ settings.base }}/x", "https://a.example/#b")]
    [InlineData("{{ settings.base }}?a=b", "https://a.example/?b=c")]
    public void Load_AddressWithAQueryBeforeThePath_IsAFault(string url, string value) => Assert.Equal(
        ["gateways.json: gateway 'partner': url: begins with a value that contains ? or #, after which no path or query can follow"],
        GatewayFixture.FaultsOf($$"""{"url": "{{url}}", "settings": {"base": "{{value}}"} }"""));

    [Theory]
    [InlineData("http://{{ settings.base }}/x", "a.example:80/", "http://a.example/x")]
    [InlineData("{{ settings.base }}/x", "http://a.example/b/", "http://a.example/b/x")]
    [InlineData("{{ settings.base }}", "http://a.example/b?c=d", "http://a.example/b?c=d")]
    public void Load_AddressFromASetting_IsSentTo(string url, string value, string address) => Assert.Equal(
        new Uri(address),
        GatewayFixture.Load($$"""{"url": "{{url}}", "settings": {"base": "{{value}}"} }""").Fill("a").Url);

    [Theory]
    [InlineData("{{ settings.base }}{{ settings.path }}", "https://a.example", "/v1/send", "https://a.example/v1/send")]
    [InlineData("{{ settings.base }}bot{{ settings.path }}/x", "https://a.example/", "1", "https://a.example/bot1/x")]
    public void Load_AddressFromTwoSettings_IsSentTo(string url, string first, string second, string address) => Assert.Equal(
        new Uri(address),
        GatewayFixture.Load($$"""{"url": "{{url}}", "settings": {"base": "{{first}}", "path": "{{second}}"} }""").Fill("a").Url);

    [Fact]
    public void Load_TokenUrlWithAQueryBeforeThePath_IsAFault() => Assert.Equal(
        ["gateways.json: gateway 'partner': auth.oauth2.tokenUrl: begins with a value that contains ? or #, after which no path or query can follow"],
        GatewayFixture.FaultsOf("""{"url": "http://a", "auth": {"oauth2": {"tokenUrl": "{{ settings.base }}/token", "clientId": "a", "clientSecret": "{{ secrets.a }}"}}, "settings": {"base": "https://a.example/?x="} }""", ("secrets:a", "b")));

    [Theory]
    [InlineData("https://{{ settings.h | default: 'a/b' }}/x")]
    [InlineData("{{ settings.h | split: '/' | first }}")]
    public void Load_SlashWithinAValueOfTheHost_IsAFault(string url) => Assert.Equal(
        ["gateways.json: gateway 'partner': url: has a /, ? or # between the brackets of a value in its host: use a setting for the host"],
        GatewayFixture.FaultsOf($$"""{"url": "{{url}}", "settings": {"h": "a.example"} }"""));

    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    public void Load_NameWithBracesOfTheGatewaysOwn_IsAccepted(string kind) => Assert.Empty(
        GatewayFixture.FaultsOf($$$$"""{"url": "http://a", "body": {"{{{{kind}}}}": {"{{name}}": "{{ message }}", "-{{ first_name }}-": "b"}}}"""));

    // AWS's JSON protocol has types of its own, and so have older services.
    [Theory]
    [InlineData("application/x-amz-json-1.0")]
    [InlineData("application/x-amz-json-1.1; charset=utf-8")]
    [InlineData("Application/X-JSON")]
    [InlineData("text/json")]
    [InlineData("application/json-rpc")]
    [InlineData("application/jsonrequest")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/vnd.a+json;charset=UTF-8")]
    public void Load_AnyTypeOfJson_IsSentAsItIs(string type)
    {
        var gateway = GatewayFixture.Load($$$"""{"url": "http://a", "body": {"json": {"a": 1}, "contentType": "{{{type}}}"} }""");

        Assert.Equal(type, gateway.Fill("a").Content!.ContentType);
    }

    [Theory]
    [InlineData("""{"url": "http://{{ message }}.example/"}""", "url", "has a part of the message in its scheme")]
    [InlineData("""{"url": "{{ parameters.a }}", "parameters": {"a": {}}}""", "url", "begins with a part of the message")]
    [InlineData("""{"url": "a{{ message }}/b"}""", "url", "begins with a part of the message")]
    [InlineData("""{"url": "http://a/{{ message"}""", "url", "is not a Liquid template")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message | replace: '\\', '/' }}"}}""", "body.text", "is not a Liquid template: the {{ }} at character 1 is not valid; a backslash in a quoted text begins an escape, so write it twice")]
    [InlineData("""{"url": "http://a/{{ mesage }}"}""", "url", "reads 'mesage'")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{{ env.TOKEN }}"}}""", "auth.bearer", "reads 'env'; there is only settings, secrets; a value from configuration is {{ secrets.KEY }}")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{TOKEN}}"}}""", "headers.X-A", "reads 'TOKEN'; there is only message, id, gateway, attempt, acceptedAt, parameters, settings, secrets; a value from configuration is {{ secrets.KEY }}")]
    [InlineData("""{"url": "http://a/{{ parameters.a }}"}""", "url", "reads parameters.a, which is not among")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ secrets.a }}"}}""", "headers.X-A", "reads secrets.a, which is not set: set Gateways__partner__secrets__a")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message | raw }}"}}""", "headers.X-A", "uses the filter 'raw'")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message | upcas }}"}}""", "body.text", "uses the filter 'upcas', which is not one that templates may use; did you mean 'upcase'?")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message | truncatebytes: 5 }}"}}""", "body.text", "uses the filter 'truncatebytes', which is not one that templates may use; did you mean 'truncate_bytes'?")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message | uper }}"}}""", "body.text", "uses the filter 'uper', which is not one that templates may use; there are abs, append, at_least, ")]
    [InlineData("""{"url": "http://a/{{ parameters.chanel }}", "parameters": {"channel": {}}}""", "url", "reads parameters.chanel, which is not among the gateway's parameters; did you mean 'channel'?")]
    [InlineData("""{"url": "http://a/{{ settings.chatIdd }}", "settings": {"chatId": "1"}}""", "url", "reads settings.chatIdd, which is not among the gateway's settings; did you mean 'chatId'?")]
    [InlineData("""{"url": "http://a", "body": {"json": {"text": "{{ message.text }}"}}}""", "body.json.text", "reads 'message.text', but message is a single value, without members")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% if parameters.to.phone %}{{ message }}{% endif %}"}, "parameters": {"to": {}}}""", "body.text", "reads 'parameters.to.phone', but parameters.to is a single value, without members")]
    [InlineData("""{"url": "http://a", "query": {"a": "{{ acceptedAt.year }}"}}""", "query.a", "reads 'acceptedAt.year', but acceptedAt is a single value, without members")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ settings.a.size.b }}"}, "settings": {"a": "1"}}""", "headers.X-A", "reads 'settings.a.size', but settings.a is a single value, without members")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message[0] }}"}}""", "body.text", "reads an item of message, which is no list")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ parameters.tags['first'] }}"}, "parameters": {"tags": {}}}""", "body.text", "reads an item of parameters.tags, which is no list")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ parameters.name.first }}"}, "parameters": {"name": {}}}""", "body.text", "reads 'parameters.name.first', but parameters.name is no list; its first character is parameters.name | first")]
    [InlineData("""{"url": "http://a", "auth": {"hmac": {"key": "k", "content": "{{ body.text }}", "headers": {"X-S": "{{ signature }}"}}}}""", "auth.hmac.content", "reads 'body.text', but body is a single value, without members")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% include 'x' %}"}}""", "body.text", "uses a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a>{% liquid echo message %}</a>"}}""", "body.xml", "uses a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% liquid assign a = 1 %}"}}""", "body.text", "uses a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"text": "{%liquid%}{{ message }}"}}""", "body.text", "uses a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% liquid\n echo message\n%}b"}}""", "body.text", "is not a Liquid template: the {% %} at character 1 has a tag that is not one of")]
    [InlineData("""{"url": "http://a", "body": {"text": "{% for i in (1..9) %}x{% endfor %}"}}""", "body.text", "uses a range")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message }}", "contentType": "application/json"}}""", "body.contentType", "must be a type of plain text")]
    [InlineData("""{"url": "http://a", "body": {"json": {}, "contentType": "text/plain; a=json"}}""", "body.contentType", "must be a JSON type, as in application/vnd.example+json")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a {{ message }}='1'/>"}}""", "body.xml", "has a template where no value is allowed")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a><![CDATA[{{ message }}]]></a>"}}""", "body.xml", "has a template where no value is allowed")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a><b></a>"}}""", "body.xml", "is not well-formed XML")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a b='{{ message }}'>{{ message }}</b>"}}""", "body.xml", "is not well-formed XML")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a>{{ message }} & more</a>"}}""", "body.xml", "is not well-formed XML")]
    [InlineData("""{"url": "http://a", "body": {"json": {"{{ parameters.a }}": 1}}}""", "body.json.{{ parameters.a }}", "has a template in its name")]
    [InlineData("""{"url": "http://a", "body": {"json": [{"a": {"x{% if message %}": 1}}]}}""", "body.json.0.a.x{% if message %}", "has a template in its name")]
    [InlineData("""{"url": "http://a", "body": {"form": {"{{ message }}": "1"}}}""", "body.form.{{ message }}", "has a template in its name")]
    [InlineData("""{"url": "http://a", "body": {"multipart": {"{{message}}": "1"}}}""", "body.multipart.{{message}}", "has a template in its name")]
    [InlineData("""{"url": "http://a", "query": {"{{ id }}": "1"}}""", "query.{{ id }}", "has a template in its name")]
    [InlineData("""{"url": "http://a", "body": {"json": {}, "form": {}}}""", "body", "has json and form, of which there can be only one")]
    [InlineData("""{"url": "http://a", "auth": {"type": "bearer"}}""", "auth.type", "unknown key; the keys here are awsSigV4, basic")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{{ message }}"}}""", "auth.bearer", "can use only settings and secrets")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{{ 'now' | date: '%s' }}"}}""", "auth.bearer", "can use only settings and secrets")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{% assign a = 'today' %}{{ a | date: '%s' }}"}}""", "auth.bearer", "can use only settings and secrets")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ 'now' | date: '%9999d' }}"}}""", "headers.X-A", "can produce a text that is far too long")]
    [InlineData("""{"url": "http://a", "success": {"status": "2xx"}}""", "success.status", "must be statuses")]
    [InlineData("""{"url": "http://a", "success": {"json": {"ok": true}}}""", "success.json.ok", "is not a JSON pointer")]
    [InlineData("""{"url": "http://a", "success": {"json": {"/ok": []}}}""", "success.json./ok", "is an empty list")]
    [InlineData("""{"url": "http://a", "failure": {"json": {"/ok": []}}}""", "failure.json./ok", "is an empty list")]
    [InlineData("""{"url": "http://a", "success": {"body": "(a)\\1"}}""", "success.body", "is not a regular expression that can run without backtracking")]
    [InlineData("""{"url": "http://a", "method": "TRACE"}""", "method", "must be one of")]
    [InlineData("""{"url": "http://a", "parameters": {"a": {"type": "date"}}}""", "parameters.a.type", "must be one of string, integer, number, boolean")]
    [InlineData("""{"url": "http://a", "parameters": {"a": {"type": "integer", "default": "x"}}}""", "parameters.a.default", "must be a whole number")]
    [InlineData("""{"url": "http://a:0/"}""", "url", "must have a port from 1 to 65535")]
    [InlineData("""{"url": "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/"}""", "url", "has a host that is neither a name nor an address")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ 1 | divided_by: 0 }}"}}""", "body.text", "divides by zero")]
    [InlineData("""{"url": "http://a", "body": {"json": {"a": "{{ 1 | modulo: 0 }}"}}}""", "body.json.a", "divides by zero")]
    [InlineData("""{"url": "http://a", "settings": {"b": "0"}, "headers": {"X-A": "{{ 7 | divided_by: settings.b }}"}}""", "headers.X-A", "divides by zero")]
    [InlineData("""{"url": "http://a", "headers": {"authorization": "a"}, "auth": {"bearer": "b"}}""", "headers.authorization", "is also set by auth")]
    [InlineData("""{"url": "http://a", "headers": {"X-Key": "a"}, "auth": {"header": {"name": "x-key", "value": "b"}}}""", "headers.X-Key", "is also set by auth")]
    [InlineData("""{"url": "http://a", "query": {"key": "a"}, "auth": {"query": {"name": "key", "value": "b"}}}""", "query.key", "is also set by auth")]
    [InlineData("""{"url": "http://a", "headers": {"Webhook-Id": "a"}, "auth": {"standardWebhooks": {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}}""", "headers.Webhook-Id", "is also set by auth")]
    [InlineData("""{"url": "http://a", "headers": {"X-Sign": "a"}, "auth": {"hmac": {"algorithm": "sha256", "key": "k", "headers": {"x-sign": "{{ signature }}"}}}}""", "headers.X-Sign", "is also set by auth")]
    [InlineData("""{"preset": "pigeon"}""", "preset", "is not a known preset; use one of")]
    [InlineData("""{"preset": "telegram"}""", "secrets.token", "is not set: set Gateways__partner__secrets__token")]
    public void Load_InvalidFormat_ReportsTheKey(string entry, string key, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf(entry), found => found.StartsWith($"gateways.json: gateway 'partner': {key}: {fault}", StringComparison.Ordinal));

    // The file is right, and the fault is in what it refers to.
    [Theory]
    [InlineData("""{"auth": {"bearer": "{{ secrets.token }}"}}""", "auth.bearer: must be printable ASCII")]
    [InlineData("""{"auth": {"header": {"name": "X-Key", "value": "Key {{ secrets.token }}"}}}""", "auth.header.value: must be printable ASCII")]
    [InlineData("""{"auth": {"hmac": {"key": "{{ secrets.token }}", "keyEncoding": "hex", "headers": {"X-A": "{{ signature }}"}}}}""", "auth.hmac.key: is not of the kind that keyEncoding says")]
    [InlineData("""{"auth": {"basic": {"user": "{{ secrets.token }}:", "password": ""}}}""", "auth.basic.user: must not contain a colon (RFC 7617)")]
    [InlineData("""{"auth": {"awsSigV4": {"accessKeyId": "{{ secrets.token }}", "secretAccessKey": "a", "region": "b", "service": "c"}}}""", "auth.awsSigV4.accessKeyId: is not an access key id, as in AKIAIOSFODNN7EXAMPLE")]
    [InlineData("""{"headers": {"X-Key": "{{ secrets.token }}"}}""", "headers.X-Key: must be printable ASCII")]
    [InlineData("""{"headers": {"X-Key": "{{ secrets.token | append: 'b' }}"}}""", "headers.X-Key: must be printable ASCII")]
    public void Load_ValueOfASecretThatDoesNotFit_NamesTheSecret(string more, string fault)
    {
        var faults = GatewayFixture.FaultsOf(
            $$"""{"url": "http://a", {{more[1..]}}""", ("secrets:token", "s3c\nret"));

        Assert.Equal(
            [$"gateways.json: gateway 'partner': {fault} (the value comes from Gateways__partner__secrets__token)"], faults);
    }

    [Fact]
    public void Load_HeaderThatEncodesASecret_HasNoFault() => Assert.Empty(GatewayFixture.FaultsOf(
        """{"url": "http://a", "headers": {"X-Key": "{{ secrets.token | base64_encode }}"}}""",
        ("secrets:token", "s3c\nret")));
}
