using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>No template can block a thread or exhaust the memory, for any message.</summary>
public sealed class TemplateBoundsTests
{
    private const string TooMuchWork = "works on more than";

    [Theory]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{% for d in a %}x{% endfor %}{% endfor %}", 90, "takes more than 10000 steps")]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{% for d in a %}{% endfor %}{% endfor %}", 110, "takes more than 10000 steps")]
    [InlineData("{{ 'now' | date: message }}", 0, "too long")]
    public void Template_WithoutEnd_IsCutOff(string template, int length, string reason) =>
        AssertRefused(template, length == 0 ? "%2000000000n" : new string('a', length), reason);

    [Theory]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{{ message }}{% endfor %}", 4_000)]
    [InlineData("{% assign a = message | split: '' %}{% assign b = message %}{% for c in a %}{% assign b = b | append: b %}{% endfor %}", 100)]
    [InlineData("{{ message | replace: 'a', message | replace: 'a', message }}", 100_000)]
    [InlineData("{% assign none = message | slice: 0, 0 %}{{ message | replace: none, message }}", 100_000)]
    [InlineData("{{ message | split: '' | join: message }}", 10_000)]
    [InlineData("{% assign l = message | split: '' %}{% for x in l %}{% assign m = l | join: ',' | split: ',' %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | split: '' %}{% for x in l %}{% assign m = l %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | split: '' %}{% for x in l limit: 9 %}{% for y in l limit: 1 %}{% endfor %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | slice: 0, 9000 | split: '' %}{% for x in l %}{% assign m = message | replace: 'a', 'b' | sha256 %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | slice: 0, 9000 | split: '' %}{% for x in l %}{% if message contains 'b' %}x{% endif %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | slice: 0, 9000 | split: '' %}{% assign n = message | append: 'b' %}{% for x in l %}{% if message == n %}x{% endif %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | slice: 0, 9000 | split: '' %}{% for x in l %}{% case message %}{% when 'b' %}x{% endcase %}{% endfor %}", 250_000)]
    [InlineData("{% assign l = message | slice: 0, 9000 | split: '' %}{% for x in l %}{% assign n = l[message] %}{% endfor %}", 250_000)]
    [InlineData("{% assign n = message | slice: 0, 125000 | append: 'b' %}{{ message | replace: n, 'x' }}", 250_000)]
    [InlineData("{% assign n = message | slice: 0, 125000 | append: 'b' %}{% if message contains n %}x{% endif %}", 250_000)]
    [InlineData("{% assign n = message | slice: 0, 125000 | append: 'b' %}{{ message | remove_last: n | split: n | size }}", 250_000)]
    public void Template_ThatWorksOnTooManyCharacters_IsCutOff(string template, int length) =>
        AssertRefused(template, new string('a', length), TooMuchWork);

    [Fact]
    public void Templates_OfOneRequest_ShareTheBound()
    {
        var texts = string.Join(",", Enumerable.Repeat("\"{{ message | upcase }}\"", 40));
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"json": [{{texts}}]} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(new string('a', 250_000)));

        Assert.Contains(TooMuchWork, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["message"], refused.Fields);
    }

    [Theory]
    [InlineData("{{ message | replace: 'a', 'ab' | strip | upcase | truncate: 200000 }}")]
    [InlineData("{% assign l = message | split: ' ' %}{% for w in l limit: 100 %}{{ w }}{% endfor %}")]
    [InlineData("{% if message contains 'urgent' %}!{% endif %}{{ message | remove: 'b' }}{{ message | sha256 }}")]
    public void Template_OfUsualWorkOnTheLongestMessage_IsFilledIn(string template)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{template}}"} }""");

        Assert.NotEmpty(gateway.Fill(new string('a', 262_144)).Body());
    }

    private static void AssertRefused(string template, string message, string reason)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{template}}"} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(message));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
