using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>No template can hold a thread or take the memory, whatever the message is.</summary>
public sealed class TemplateBoundsTests
{
    [Theory]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{% for d in a %}x{% endfor %}{% endfor %}", 90, "takes more than 10000 steps")]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{% for d in a %}{% endfor %}{% endfor %}", 110, "takes more than 10000 steps")]
    [InlineData("{% assign a = message | split: '' %}{% for c in a %}{{ message }}{% endfor %}", 4_000, "puts out more than 4194304 characters")]
    [InlineData("{% assign a = message | split: '' %}{% assign b = message %}{% for c in a %}{% assign b = b | append: b %}{% endfor %}", 100, "more than 4194304 characters")]
    [InlineData("{{ message | replace: 'a', message | replace: 'a', message }}", 100_000, "too long")]
    [InlineData("{{ message | split: '' | join: message }}", 10_000, "too long")]
    [InlineData("{{ 'now' | date: message }}", 0, "too long")]
    public void Template_WithoutEnd_IsCutOff(string template, int length, string reason)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"text": "{{template}}"} }""");

        var refused = Assert.Throws<RenderException>(() => gateway.Fill(length == 0 ? "%2000000000n" : new string('a', length)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
