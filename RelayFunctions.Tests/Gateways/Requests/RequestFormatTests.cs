namespace RelayFunctions.Tests.Gateways.Requests;

public sealed class RequestFormatTests
{
    [Fact]
    public void Render_TheDesignsPartner_IsTheRequestItDescribes()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://partner.example/v2/notify/{{ parameters.channel }}",
              "method": "PUT",
              "parameters": { "channel": { "required": true } },
              "headers": { "X-Request-Id": "{{ id }}" },
              "body": { "json": { "text": "{{ message }}", "priority": 5, "tags": ["relay", "try {{ attempt }}"], "none": null } },
              "auth": { "bearer": "{{ secrets.token }}" }
            }
            """,
            ("secrets:token", "s3cret"));

        var request = gateway.Fill("Hello", """{"channel": "a/b ?"}""");

        Assert.Equal(HttpMethod.Put, request.Method);
        Assert.Equal("https://partner.example/v2/notify/a%2Fb%20%3F", request.Url.AbsoluteUri);
        Assert.Equal(
            [KeyValuePair.Create("X-Request-Id", "0198"), KeyValuePair.Create("Authorization", "Bearer s3cret")], request.Headers);
        Assert.Equal("application/json", request.Content?.ContentType);
        Assert.Equal("""{"text":"Hello","priority":5,"tags":["relay","try 2"],"none":null}""", request.Body());
    }

    [Theory]
    [InlineData("{}", """{"text":"Hi","headers":[],"on":false}""")]
    [InlineData("""{"replyTo": "a@b", "loud": false}""", """{"text":"Hi","headers":[{"header":"Reply-To","value":"a@b"}],"on":false}""")]
    [InlineData("""{"replyTo": ""}""", """{"text":"Hi","headers":[],"on":false}""")]
    [InlineData("""{"loud": true}""", """{"text":"Hi","headers":[],"sound":{"name":"alarm"},"on":true}""")]
    public void Render_ObjectOfJsonWithACondition_IsLeftOutWithoutItsValue(string parameters, string expected)
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "http://a",
              "parameters": { "replyTo": {}, "loud": { "type": "boolean" } },
              "body": { "json": {
                "text": "{{ message }}",
                "headers": [{ "$if": "{{ parameters.replyTo }}", "header": "Reply-To", "value": "{{ parameters.replyTo }}" }],
                "sound": { "$if": "{{ parameters.loud }}", "name": "alarm" },
                "on": "{{ parameters.loud | default: false }}"
              } }
            }
            """);

        Assert.Equal(expected, gateway.Fill("Hi", parameters).Body());
    }

    [Theory]
    [InlineData("false", "{}")]
    [InlineData("true", """{"a":{"b":1}}""")]
    [InlineData(",", "{}")]
    public void Render_ObjectOfJsonWithACondition_TakesTextsAndListsFromSettings(string setting, string expected)
    {
        const string expression = "{{ settings.on | split: ',' | join: ',' }}";
        var entry = $$"""
            {"url": "http://a", "settings": {"on": "{{setting}}"}, "body": {"json": {"a": {"$if": "{{expression}}", "b": 1} } } }
            """;

        Assert.Equal(expected, GatewayFixture.Load(entry).Fill("Hi").Body());
        Assert.Equal(
            setting == "," ? "{}" : """{"a":{"b":1}}""",
            GatewayFixture.Load(entry.Replace(" | join: ','", "", StringComparison.Ordinal)).Fill("Hi").Body());
    }

    [Theory]
    [InlineData("""{"a": {"$If": "{{ message }}"}}""", "a.$If: must be $if, in lower case")]
    [InlineData("""{"a": {"$if": 1}}""", "a.$if: must be a string with one expression")]
    [InlineData("""{"a": {"$if": "always"}}""", "a.$if: must be a string with one expression")]
    [InlineData("""{"a": [{"$if": "{{ nobody }}"}]}""", "a.0.$if: reads 'nobody'")]
    [InlineData("""{"$if": "{{ message }}"}""", "$if: can't be here: the whole body is never left out")]
    public void Load_InvalidConditionOfAnObject_IsAFault(string json, string fault) => Assert.StartsWith(
        $"gateways.json: gateway 'partner': body.json.{fault}",
        Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {"json": {{json}} } }""")),
        StringComparison.Ordinal);

    [Fact]
    public void Render_LoneExpressionsOfJson_KeepTheirTypeAndAreLeftOutWithoutAValue()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "http://a",
              "parameters": {
                "count": { "type": "integer" }, "rate": { "type": "number", "default": 1.5 },
                "loud": { "type": "boolean" }, "to": {}, "missing": {}
              },
              "body": { "json": {
                "count": "{{ parameters.count }}", "rate": "{{ parameters.rate }}", "loud": "{{ parameters.loud }}",
                "to": "{{ parameters.to | split: ',' }}", "missing": "{{ parameters.missing }}",
                "first": "{{ parameters.missing | first }}", "last": "{{ parameters.missing | last }}", "text": "-{{ parameters.missing }}-"
              } }
            }
            """);

        var request = gateway.Fill("Hello", """{"count": 3, "loud": false, "to": "a,b"}""");

        Assert.Equal("""{"count":3,"rate":1.5,"loud":false,"to":["a","b"],"text":"--"}""", request.Body());
    }

    [Fact]
    public void Render_NamesWithBracesOfTheGatewaysOwn_AreSentAsTheyAre()
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"json": {"substitutions": {"{{name}}": "{{ message }}"}}}}""");

        Assert.Equal("""{"substitutions":{"{{name}}":"Hello"}}""", gateway.Fill("Hello").Body());
    }

    [Fact]
    public void Render_QueryAndForm_LeaveOutWhatHasNoValue()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://a.example/send?fixed=1", "parameters": { "sound": {} },
              "query": { "to": "{{ message }}", "sound": "{{ parameters.sound }}" },
              "body": { "form": { "text": "{{ message }}", "sound": "{{ parameters.sound }}", "at": "{{ acceptedAt }}" } }
            }
            """);

        var request = gateway.Fill("a&b=c d");

        Assert.Equal("https://a.example/send?fixed=1&to=a%26b%3Dc%20d", request.Url.AbsoluteUri);
        Assert.Equal("text=a%26b%3Dc+d&at=2030-01-01T12%3A00%3A00.000Z", request.Body());
    }

    [Fact]
    public void Render_TagsOfLiquid_Work()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "http://a", "parameters": { "title": {} },
              "body": { "text": "{% if parameters.title %}{{ parameters.title | upcase }}: {% endif %}{% assign words = message | split: ' ' %}{% for word in words %}{{ word }}{% unless forloop.last %}|{% endunless %}{% endfor %}" }
            }
            """);

        Assert.Equal("a|b", gateway.Fill("a b").Body());
        Assert.Equal("T: a", gateway.Fill("a", """{"title": "t"}""").Body());
    }

    [Fact]
    public void Render_GetWithoutABody_HasNone()
    {
        var request = GatewayFixture.Load("""{"url": "http://a/", "method": "GET", "query": {"m": "{{ message }}"}}""").Fill("x");

        Assert.Null(request.Content);
        Assert.Equal("http://a/?m=x", request.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"basic": {"user": "{{ settings.user }}", "password": "{{ secrets.password }}"}}""", "Authorization", "Basic dTpww6Q=")]
    [InlineData("""{"header": {"name": "X-Key", "value": "k-{{ secrets.key }}"}}""", "X-Key", "k-1")]
    public void Render_Auth_IsAHeader(string auth, string name, string value)
    {
        var gateway = GatewayFixture.Load(
            $$"""{"url": "http://a", "settings": {"user": "u"}, "auth": {{auth}}}""", ("secrets:password", "pä"), ("secrets:key", "1"));

        Assert.Equal([KeyValuePair.Create(name, value)], gateway.Fill("x").Headers);
        Assert.All(gateway.Fill("x", masked: true).Headers, header => Assert.EndsWith("SECRET", header.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Masked_ShowsNoSecretAndNothingThatASettingGave()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://a.example/{{ secrets.token }}/x", "settings": {"from": "me"},
              "headers": { "X-From": "{{ settings.from }}", "X-Token": "{{ secrets.token }}" },
              "auth": { "query": { "name": "key", "value": "{{ secrets.token }}" } }
            }
            """,
            ("secrets:token", "s3cret"), ("headers:X-Other", "s3cret too"));
        var hidden = GatewayFixture.Load("""{"url": "http://a"}""", ("url", "https://hooks.example/s3cret?k=s3cret"));

        var request = gateway.Fill("x", masked: true);

        Assert.Equal("https://a.example/SECRET/x?key=SECRET", request.Url.AbsoluteUri);
        Assert.Equal(["me", "SECRET", "SECRET"], request.Headers.Select(header => header.Value));
        Assert.Equal("https://hooks.example/SECRET", hidden.Fill("x", masked: true).Url.AbsoluteUri);
        Assert.Equal("https://hooks.example/s3cret?k=s3cret", hidden.Fill("x").Url.AbsoluteUri);
    }
}
