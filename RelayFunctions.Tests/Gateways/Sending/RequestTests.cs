using System.Text;
using System.Text.Json;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class RequestTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "Hello", """{"message":"Hello"}""" },
        { "Привет, naïve 你好", """{"message":"Привет, naïve 你好"}""" },
        { "\"quoted\" \\ and /", """{"message":"\"quoted\" \\ and /"}""" },
        { "a\r\nb\tc\u0001", """{"message":"a\r\nb\tc\u0001"}""" },
        { "<script>&'+", """{"message":"<script>&'+"}""" },
        { "{{ id }} {% raw %}", """{"message":"{{ id }} {% raw %}"}""" },
        { "\"}, {\"message\": \"other", """{"message":"\"}, {\"message\": \"other"}""" },
        { "👋\u2028", """{"message":"\uD83D\uDC4B\u2028"}""" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Send_AnyText_ArrivesInExactlyTheseBytes(string text, string body)
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();

        await sender.SendAsync(gateway.Url, SenderFixture.Message with { Message = text });

        var request = Assert.Single(gateway.Requests);
        Assert.Equal(body, Encoding.UTF8.GetString(request.Body));
        Assert.Equal(text, JsonDocument.Parse(request.Body).RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Send_WithoutABody_CarriesTheHeadersThatDescribeABody()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();
        var configured = new Gateway
        {
            Name = "partner",
            Request = new RequestFormat(new UrlFormat(gateway.Url))
            {
                Method = HttpMethod.Get,
                Headers = [Fixed("Expires", "Thu, 01 Dec 2022 16:00:00 GMT"), Fixed("Content-Language", "ru")],
                Body = null,
            },
        };

        await sender.SendAsync(configured);

        var headers = Assert.Single(gateway.Requests).Headers;
        Assert.Equal("Thu, 01 Dec 2022 16:00:00 GMT", headers.Expires);
        Assert.Equal("ru", headers.ContentLanguage);
        Assert.False(headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task Send_Request_CarriesKeyAttemptAndTheGatewaysHeaders()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();
        var configured = new Gateway
        {
            Name = "partner",
            Request = new RequestFormat(new UrlFormat(new Uri(gateway.Url, "a/b%20c?key=1&x=%2F")))
            {
                Headers = [Fixed("Authorization", "Bearer a b, c"), Fixed("X-Empty", ""), Fixed("Content-Language", "ru")],
            },
        };

        await sender.SendAsync(configured, SenderFixture.Message with { Number = 2 });

        var (target, headers, body) = Assert.Single(gateway.Requests);
        Assert.Equal("/a/b%20c?key=1&x=%2F", target.Replace("/a/b c", "/a/b%20c", StringComparison.Ordinal));
        Assert.Equal(
            ["Authorization", "Content-Language", "Content-Length", "Content-Type", "Host", "Idempotency-Key", "User-Agent", "X-Empty", "X-Relay-Attempt"],
            headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Bearer a b, c", headers.Authorization);
        Assert.Equal("application/json", headers.ContentType);
        Assert.Equal(body.Length, headers.ContentLength);
        Assert.Equal(SenderFixture.Message.Id, headers["Idempotency-Key"]);
        Assert.Equal("2", headers["X-Relay-Attempt"]);
    }

    private static FieldFormat Fixed(string name, string value) =>
        new(name, TemplateParser.Parse(value, $"the header {name}", Escaping.None));

    [Fact]
    public async Task Send_RelativeUrl_GoesToTheAppsOwnAddress()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(ownHostname: gateway.Url.Authority);

        var response = await sender.SendAsync(new Uri("gateway_1", UriKind.Relative));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("/gateway_1", Assert.Single(gateway.Requests).Target);
    }

    [Fact]
    public async Task Send_RelativeUrlWithoutAnOwnAddress_Fails()
    {
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new Uri("gateway_1", UriKind.Relative));

        Assert.Equal("the app's own address is not known", response.Error);
    }

    [Fact]
    public async Task Send_ResponseWithACookie_IsNotSentBack()
    {
        await using var gateway = await StubGateway.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=1";
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture();

        await sender.SendAsync(gateway.Url);
        await sender.SendAsync(gateway.Url);

        Assert.All(gateway.Requests, request => Assert.Equal(0, request.Headers.Cookie.Count));
    }
}
