using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>
/// The first two are the examples of https://docs.github.com/webhooks and https://docs.slack.dev; what the others
/// expect was computed by Python's hmac.
/// </summary>
public sealed class HmacTests
{
    private const string Body = """{"a":"é"}""";

    [Fact]
    public void Sign_AsGitHub_IsTheExampleOfItsPage() => Assert.Equal(
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        Signed(
            """ "headers": {"X-Hub-Signature-256": "sha256={{ signature }}"} """, "Hello, World!", "It's a Secret to Everybody")
            .Header("X-Hub-Signature-256"));

    [Fact]
    public void Sign_AsSlack_IsTheExampleOfItsPage()
    {
        var request = Signed(
            """
            "content": "v0:{{ timestamp }}:{{ body }}",
            "headers": { "X-Slack-Signature": "v0={{ signature }}", "X-Slack-Request-Timestamp": "{{ timestamp }}" }
            """,
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
            "8f742231b10e8888abcd99yyyzzz85a5",
            DateTimeOffset.FromUnixTimeSeconds(1531420618));

        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", request.Header("X-Slack-Signature"));
        Assert.Equal("1531420618", request.Header("X-Slack-Request-Timestamp"));
    }

    [Theory]
    [InlineData(""" "encoding": "base64" """, "{{ signature }}", "zNrIxNa5zzJ6mdXuDnws2pChxRcXOKagD6TKpepFmg4=")] // Shopify
    [InlineData( // Stripe
        """ "content": "{{ timestamp }}.{{ body }}" """, "t={{ timestamp }},v1={{ signature }}",
        "t=1893499200,v1=8a571c7d48e6a34b9d23bbf5d0cf827acbe239702d9ace1f7c9eebeecdcfada8")]
    [InlineData( // HubSpot
        """ "encoding": "base64", "content": "{{ method }}{{ url }}{{ body }}{{ timestamp | times: 1000 }}" """,
        "{{ signature }}", "832fzqmLqex8AhsMsiefhC3HDnVO5rMQAXvv8cBuzJk=")]
    [InlineData(""" "algorithm": "sha1" """, "sha1={{ signature }}", "sha1=4d55348c3ba2397af0f69687adce196178f977bc")]
    [InlineData(
        """ "algorithm": "sha512" """, "{{ id }} {{ signature | upcase }}",
        "0198 C29A99C9855FA3FF9972F941C84015537E1DFE3142C4F26FB640C0E9745E84FD4D1F7B4DF8EE634F410EFFDE5F50CADA4037F960E47BEF8A4572D37A9FCDD401")]
    public void Sign_AsServicesDo_HasTheExpectedSignature(string keys, string header, string expected) => Assert.Equal(
        expected, Signed($$""" {{keys}}, "headers": {"X-Signature": "{{header}}"} """, Body).Header("X-Signature"));

    [Theory]
    [InlineData("base64", "AAH//g==")]
    [InlineData("hex", "0001fffe")]
    public void Sign_KeyOfBytes_IsDecoded(string encoding, string key) => Assert.Equal(
        "eb7a7863d737d099194b26220a888f177484ab5c5160c7b29bd5dba07e6f7d1d",
        Signed($$$""" "keyEncoding": "{{{encoding}}}", "headers": {"X-Signature": "{{ signature }}"} """, Body, key).Header("X-Signature"));

    [Fact]
    public void Sign_InTheQuery_IsEscaped() => Assert.Equal( // DingTalk
        "https://a.example/x?y=1&timestamp=1893499200000&sign=3no25kixnabsqYzrAi3GOWfwk7wA4iIxZ24N0rHebDk%3D",
        Signed(
            """
            "encoding": "base64", "content": "{{ timestamp }}000\n{{ secrets.key }}",
            "query": { "timestamp": "{{ timestamp }}000", "sign": "{{ signature }}" }
            """,
            Body).Url.AbsoluteUri);

    // Alibaba Cloud V3, Azure's x-ms-content-sha256, RFC 3230 and RFC 1864; OVH has the hash of a text with the request in it.
    [Theory]
    [InlineData("X-Acs-Content-Sha256", "{{ body | sha256 }}", "b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1")]
    [InlineData("X-Ms-Content-Sha256", "{{ body | sha256 | hex_to_base64 }}", "s6CSpq9IgH+pSCsu4UAQVXXaom1bJLPA5gp+Le5mg7E=")]
    [InlineData("Digest", "SHA-256={{ body | sha256 | hex_to_base64 }}", "SHA-256=s6CSpq9IgH+pSCsu4UAQVXXaom1bJLPA5gp+Le5mg7E=")]
    [InlineData("Content-MD5", "{{ body | md5 | hex_to_base64 }}", "EQ3xC1a4MpkYL3AWSHnSAw==")]
    [InlineData("X-Request", "{{ method }} {{ url }} {{ id }}", "POST https://a.example/x?y=1 0198")]
    public void Sign_HeaderThatReadsTheRequest_HasWhatIsSent(string name, string value, string expected)
    {
        var request = Signed(
            $$$""" "headers": {"{{{name}}}": "{{{value}}}", "X-Signature": "{{ signature }}"}, "query": {"n": "{{ timestamp }}"} """, Body);

        Assert.Equal(expected, request.Header(name));
    }

    [Fact]
    public void Sign_QueryThatReadsTheBody_HasItsHash() => Assert.EndsWith(
        "&hash=b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1&x=https%3A%2F%2Fa.example%2Fx%3Fy%3D1",
        Signed(
            """ "headers": {"X-S": "{{ signature }}"}, "query": {"hash": "{{ body | sha256 }}", "x": "{{ url }}"} """, Body).Url.AbsoluteUri,
        StringComparison.Ordinal);

    // A message decides about the value, so it is checked for each: a line break would begin another header.
    [Theory]
    [InlineData("a\r\nX-Evil: 1", "can contain only printable ASCII, in one line")]
    [InlineData("é", "can contain only printable ASCII, in one line")]
    [InlineData(" a", "can't begin or end with a space")]
    public void Sign_BodyThatAHeaderCanNotContain_IsRejected(string message, string reason)
    {
        var refused = Assert.Throws<RenderException>(() => Signed(
            """ "headers": {"X-Body": "{{ body }}", "X-S": "{{ signature }}"} """, message));

        Assert.Equal($"the header X-Body {reason}", refused.Message);
    }

    [Theory]
    [InlineData(""" "headers": {"X-S": "{{ signature }}"} """, false)]
    [InlineData(""" "headers": {"X-S": "{{ signature }}", "X-B": "{{ body | sha256 }}"} """, true)]
    [InlineData(""" "query": {"s": "{{ signature }}", "u": "{{ url }}"} """, true)]
    [InlineData(""" "content": "{{ body }}", "headers": {"X-S": "{{ signature }}"} """, true)]
    public void Sign_DependsOnTheMessage_IfATemplateReadsTheRequest(string keys, bool depends) =>
        Assert.Equal(depends, Load(keys, "s3cret").Request.Auth!.DependsOnMessage);

    [Fact]
    public void Mask_HeaderThatReadsTheRequest_HasTheHashOfTheMaskedBody()
    {
        var request = GatewayFixture.Load(
            """
            {
              "url": "https://a.example/{{ secrets.key }}",
              "body": { "text": "{{ secrets.key }}{{ message }}" },
              "auth": { "hmac": { "key": "{{ secrets.key }}", "headers": { "X-S": "{{ signature }}", "X-B": "{{ body }} {{ url }}" } } }
            }
            """,
            ("secrets:key", "s3cret")).Fill("a", masked: true);

        Assert.Equal(("SECRET", "SECRETa https://a.example/SECRET"), (request.Header("X-S"), request.Header("X-B")));
    }

    [Fact]
    public void Mask_Signature_ShowsEverythingButTheProof()
    {
        var request = Signed(
            """ "headers": {"X-Signature": "t={{ timestamp }},v1={{ signature }},k={{ secrets.key }}"} """, Body, masked: true);

        Assert.Equal("t=1893499200,v1=SECRET,k=SECRET", request.Header("X-Signature"));
    }

    [Theory]
    [InlineData("""{"headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.key", "is missing")]
    [InlineData("""{"key": "", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.key", "must not be empty")]
    [InlineData("""{"key": "s3cret", "keyEncoding": "hex", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.key", "is not of the kind")]
    [InlineData("""{"key": "s3cret", "keyEncoding": "utf8", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.keyEncoding", "must be one of text, hex, base64")]
    [InlineData("""{"key": "s3cret", "algorithm": "md5", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.algorithm", "must be one of sha256, sha512, sha1")]
    [InlineData("""{"key": "s3cret", "encoding": "hex2", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.encoding", "must be one of hex, base64")]
    [InlineData("""{"key": "s3cret"}""", "auth.hmac.headers", "must contain the signature")]
    [InlineData("""{"key": "s3cret", "headers": {"X-A": "sha256"}}""", "auth.hmac.headers", "must contain the signature")]
    [InlineData("""{"key": "s3cret", "headers": {"Host": "{{ signature }}"}}""", "auth.hmac.headers.Host", "is a header that Relay sets itself")]
    [InlineData("""{"key": "s3cret", "headers": {"X-A": "é{{ signature }}"}}""", "auth.hmac.headers.X-A", "must be printable ASCII")]
    [InlineData("""{"key": "s3cret", "headers": {"X-A": "{{ signature | date: '%' }}{% for a in message %}{% endfor %}"}}""", "auth.hmac.headers.X-A", "reads 'message'; there is only signature, body, method, url, timestamp, id, settings, secrets")]
    [InlineData("""{"key": "s3cret", "content": "{{ signature }}", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.content", "reads 'signature'; there is only body, method, url, timestamp, id, settings, secrets")]
    [InlineData("""{"key": "{{ timestamp }}", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.key", "reads 'timestamp'; there is only settings, secrets")]
    [InlineData("""{"key": "{{ message }}", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.key", "can use only settings and secrets")]
    [InlineData("""{"key": "s3cret", "header": "X-A", "headers": {"X-A": "{{ signature }}"}}""", "auth.hmac.header", "unknown key")]
    public void Load_InvalidAuth_IsAFaultWithoutTheKey(string hmac, string key, string fault)
    {
        var faults = GatewayFixture.FaultsOf($$$"""{"url": "http://a", "auth": {"hmac": {{{hmac}}} } }""");

        Assert.Contains(faults, found => found.StartsWith($"gateways.json: gateway 'partner': {key}: {fault}", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", string.Concat(faults), StringComparison.Ordinal);
    }

    private static RequestDraft Signed(
        string keys, string body, string key = "s3cret", DateTimeOffset? now = null, bool masked = false) =>
        Load(keys, key).Fill(body, masked: masked, now: now);

    private static Gateway Load(string keys, string key) => GatewayFixture.Load(
        $$$"""
        {
          "url": "https://a.example/x?y=1",
          "body": { "text": "{{ message }}" },
          "auth": { "hmac": { "key": "{{ secrets.key }}", {{{keys}}} } }
        }
        """,
        ("secrets:key", key));
}
