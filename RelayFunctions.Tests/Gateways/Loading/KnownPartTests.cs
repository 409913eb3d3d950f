using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>
/// What no message can be sent with is a fault of the catalogue, even in a template that reads the message; what only
/// some messages can't be sent with is not.
/// </summary>
public sealed class KnownPartTests
{
    [Theory]
    [InlineData("{{ message }}{{ 5 | divided_by: 0 }}", "divides by zero")]
    [InlineData("{{ message | divided_by: 0 }}", "divides by zero")]
    [InlineData("{{ message }}{% assign zero = 0 %}{{ 5 | modulo: zero }}", "divides by zero")]
    [InlineData("{% assign half = 1 | divided_by: settings.zero %}{{ message }}", "divides by zero")]
    [InlineData("{{ message | truncate: 'x' }}", "has an argument of the filter 'truncate' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | truncate: settings.bad }}", "has an argument of the filter 'truncate' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | truncate_bytes: settings.bad }}", "has an argument of the filter 'truncate_bytes' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | upcase | truncatewords: 'x' | downcase }}", "has an argument of the filter 'truncatewords' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | slice: 'x' }}", "has an argument of the filter 'slice' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | slice }}", "can't be filled in, since an argument of the filter 'slice' is missing or empty")]
    [InlineData("{{ message | plus: 'x' }}", "has an argument of the filter 'plus' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ 'x' | plus: message }}", "contains a value that the filter 'plus' can't read as a number, as in 5 or 1.25")]
    [InlineData("{% assign n = 'x' %}{{ message | truncate: n }}", "has an argument of the filter 'truncate' that is not a number, as in 5 or 1.25")]
    [InlineData("{{ message | replace: '', 'a' }}", "can't be filled in, since an argument of the filter 'replace' is missing or empty")]
    [InlineData("{{ message }}{{ 5 | date: '%Y' | date: '%Y-%m' | append: 'x' | date: '%Y' }}", "contains a value that the filter 'date' can't read as a time")]
    [InlineData("{{ acceptedAt | plus: 1 }}{{ message }}", "contains a value that the filter 'plus' can't read as a number, as in 5 or 1.25")]
    [InlineData("{{ message }}{% assign l = 'a,b' | split: ',' %}{% for x in l limit: 'y' %}{{ x }}{% endfor %}", "has a loop whose limit is not a number")]
    [InlineData("{% assign l = message | split: ',' %}{% for x in l limit: settings.bad %}{{ x }}{% endfor %}", "has a loop whose limit is not a number")]
    [InlineData("{% for x in parameters.p offset: 'y' %}{{ x }}{% endfor %}{{ message }}", "has a loop whose offset is not a number")]
    [InlineData("{{ message | size | round: -1 }}", "has an argument of the filter 'round' that is not from 0 to 28")]
    [InlineData("{{ parameters.p | round: 400 }}{{ message }}", "has an argument of the filter 'round' that is not from 0 to 28")]
    [InlineData("{% if settings.bad == '5 chars' %}{{ 1 | divided_by: 0 }}{% endif %}{{ message }}", "divides by zero")]
    public void Load_TemplateThatFailsForEveryMessage_IsAFault(string template, string fault) =>
        Assert.Equal([$"gateways.json: gateway 'partner': body.text: {fault}"], FaultsOf(template));

    [Theory]
    [InlineData("{% if parameters.p %}{{ 5 | divided_by: 0 }}{% endif %}{{ message }}")]
    [InlineData("{% unless message contains 'a' %}{{ message | truncate: 'x' }}{% endunless %}")]
    [InlineData("{% case message %}{% when 'a' %}{{ 5 | divided_by: 0 }}{% endcase %}")]
    [InlineData("{% assign l = message | split: ',' %}{% for x in l %}{{ 5 | divided_by: 0 }}{% endfor %}")]
    [InlineData("{% assign l = 'a,b' | split: ',' %}{% for x in l limit: parameters.p offset: attempt %}{{ 5 | divided_by: 0 }}{% endfor %}{{ message }}")]
    [InlineData("{% if parameters.p == 'a' %}{% assign n = 0 %}{% else %}{% assign n = 1 %}{% endif %}{{ message }}{{ 5 | divided_by: n }}")]
    [InlineData("{% assign n = 0 %}{% if parameters.p %}{% assign n = 1 %}{% endif %}{{ message }}{{ 5 | divided_by: n }}")]
    [InlineData("{% assign l = 'a,b' | split: ',' %}{{ message }}{{ l[parameters.p] | plus: 1 }}")]
    [InlineData("{{ message | divided_by: parameters.p }}")]
    [InlineData("{{ message | slice: parameters.p }}")]
    [InlineData("{{ message | date: parameters.p }}")]
    [InlineData("{{ message | hex_to_base64 }}{{ parameters.p | plus: 1 }}")]
    [InlineData("{{ message | size | minus: 3 | divided_by: attempt }}")]
    [InlineData("{{ 10 | divided_by: parameters.p }}{{ message }}")]
    [InlineData("{{ message | split: ',' | first | date: '%Y' }}")]
    [InlineData("{{ message | replace: parameters.p, 'a' }}")]
    [InlineData("{% assign left = attempt | minus: 3 %}{{ 6 | divided_by: left }}{{ message }}")]
    [InlineData("{% if settings.bad == 'x' %}{{ 1 | divided_by: 0 }}{% endif %}{{ message }}")]
    [InlineData("{{ message | truncate: parameters.p, parameters.p | append: settings.bad | date: parameters.p }}")]
    public void Load_TemplateThatWorksForSomeMessage_HasNoFault(string template) => Assert.Empty(FaultsOf(template));

    [Fact]
    public void Load_FilterWithVeryManyUnknownArguments_HasNoFault() => Assert.Empty(
        FaultsOf("{{ 'x' | plus: message" + string.Concat(Enumerable.Repeat(", message", 7000)) + " }}"));

    [Fact]
    public void Load_TemplateThatAConditionLeavesOut_HasNoFault() => Assert.Empty(GatewayFixture.FaultsOf("""
        {
          "url": "http://a", "parameters": { "p": {} },
          "body": { "json": { "text": "{{ message }}", "more": { "$if": "{{ parameters.p }}", "n": "{{ message | truncate: 'x' }}" } } }
        }
        """));

    [Theory]
    [InlineData("""{"url": "http://a/{{ secrets.s }}/{{ message }}"}""", "..", "url: can't contain '.' or '..' as a part of its path: it would lead elsewhere (the value comes from Gateways__partner__secrets__s)")]
    [InlineData("""{"url": "http://a/{{ secrets.s }}"}""", "..", "url: can't contain '.' or '..' as a part of its path: it would lead elsewhere (the value comes from Gateways__partner__secrets__s)")]
    [InlineData("""{"url": "http://a/.{{ secrets.s }}?m={{ message }}"}""", ".", "url: can't contain '.' or '..' as a part of its path: it would lead elsewhere (the value comes from Gateways__partner__secrets__s)")]
    [InlineData("""{"url": "http://a/b/../{{ message }}", "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "url: can't contain '.' or '..' as a part of its path: it would lead elsewhere")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message }}{{ secrets.s }}"}}""", "s3\ncret", "headers.X-A: must be printable ASCII (the value comes from Gateways__partner__secrets__s)")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "é{{ message }}"}, "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "headers.X-A: must be printable ASCII")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message }} "}, "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "headers.X-A: must not begin or end with a space")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": " a"}, "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "headers.X-A: must not begin or end with a space")]
    [InlineData("""{"url": "http://a", "body": {"xml": "<a>{{ message }}{{ secrets.s }}</a>"}}""", "s3\u0001cret", "body.xml: contains a character that XML 1.0 can't write (the value comes from Gateways__partner__secrets__s)")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message }}你", "contentType": "text/plain; charset=windows-1251"}, "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "body.text: has a character that windows-1251 lacks")]
    [InlineData("""{"url": "http://a", "body": {"form": {"a": "{{ message }}你"}, "contentType": "application/x-www-form-urlencoded; charset=windows-1251"}, "auth": {"bearer": "{{ secrets.s }}"}}""", "s3cret", "body.form.a: has a character that windows-1251 lacks")]
    public void Load_KnownTextThatItsPlaceCanNotContain_IsAFault(string entry, string secret, string fault) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {fault}"], GatewayFixture.FaultsOf(entry, ("secrets:s", secret)));

    [Theory]
    [InlineData("""{"url": "http://a/{{ secrets.s }}{{ message }}"}""", "..")]
    [InlineData("""{"url": "http://a/?m={{ message }}/{{ secrets.s }}/b"}""", "..")]
    [InlineData("""{"url": "http://a/{{ secrets.s }}/{{ message }}"}""", "...")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message }} {{ secrets.s }}"}}""", "s3cret")]
    public void Load_KnownTextThatItsPlaceCanContain_HasNoFault(string entry, string secret) =>
        Assert.Empty(GatewayFixture.FaultsOf(entry, ("secrets:s", secret)));

    private static IReadOnlyList<string> FaultsOf(string template) => GatewayFixture.FaultsOf($$$"""
        {
          "url": "http://a", "settings": { "bad": "5 chars", "zero": "0" }, "parameters": { "p": {} },
          "body": { "text": "{{{JsonEncodedText.Encode(template + "{% comment %}{{ settings.bad }}{{ settings.zero }}{{ parameters.p }}{% endcomment %}")}}}" }
        }
        """);
}
