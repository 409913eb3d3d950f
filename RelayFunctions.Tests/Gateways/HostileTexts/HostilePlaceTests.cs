using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

public sealed class HostilePlaceTests
{
    private const int Times = 1_000;

    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("""{"json": {"a": "{{ message }}", "b": ["<{{ message }}>", 1], "c": {"d": null, "e": "{{ message | append: '' }}"}}}""")]
    [InlineData("""{"json": "{{ message }}"}""")]
    [InlineData("""{"ndjson": [{"a": "{{ message }}"}, "{{ message }}", {"b": ["<{{ message }}>", 1]}]}""")]
    [InlineData("""{"form": {"a": "{{ message }}", "b": "1", "c": "<{{ message }}>"}}""")]
    [InlineData("""{"multipart": {"a": "{{ message }}", "b": "1", "c": "<{{ message }}>"}}""")]
    [InlineData("""{"form": {"a": ["{{ message }}", "1", "{{ message }}"], "b": "2"}}""")]
    [InlineData("""{"multipart": {"a": ["1", "{{ message }}", "<{{ message }}>"], "b": "2"}}""")]
    [InlineData("""{"text": "<{{ message }}>"}""")]
    public void Body_AnyText_ArrivesInItsPlaces(string body) =>
        Check($$"""{"url": "https://a.example/x", "body": {{body}} }""", _ => true);

    [Fact]
    public void Body_OfThePlainFormat_HoldsAnyText() => Check("""{"url": "https://a.example/x"}""", _ => true);

    [Fact]
    public void Xml_AnyTextThatXmlCanWrite_ArrivesInItsPlaces() => Check(
        """{"url": "https://a.example/x", "body": {"xml": "<m a='{{ message }}' b=\"{{ message }}\"><t>{{ message }}</t><u/>x{{ message }}</m>"}}""",
        text => text.All(character => character is >= ' ' and < '\ufffe' or '\t' or '\r' or '\n'));

    [Fact]
    public void Path_AnyTextButDotSegments_StaysInItsSegment() => Check(
        """{"url": "https://a.example:8443/x/{{ message }}/y"}""", text => text is not ("." or ".."));

    [Fact]
    public void Path_AnyTextBesideLiteralText_StaysInItsSegment() => Check(
        """{"url": "https://a.example:8443/x/a{{ message }}"}""", _ => true);

    [Fact]
    public void Query_AnyText_StaysInItsPair() => Check(
        """{"url": "https://a.example/x?b=1&a={{ message }}&c=<{{ message }}>", "method": "GET", "query": {"d": "{{ message }}", "e": ["2", "{{ message }}"]}}""",
        _ => true);

    [Fact]
    public void Header_AnyLineOfAscii_ArrivesInIt() => Check(
        """{"url": "https://a.example/x", "headers": {"X-A": "{{ message }}", "X-B": "1"}}""",
        text => text.All(character => character is >= ' ' and <= '~') && text.Trim(' ') == text);

    private static void Check(string entry, Func<string, bool> canHold) =>
        HostilePlace.Check(GatewayFixture.Load(entry), "message", None, canHold, Times);
}
