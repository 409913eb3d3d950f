using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Functions;
using RelayFunctions.Functions.Pages;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.FrontDoor.Notifications;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.ApiDescription;

/// <summary>Everything that the API does is described, and it does what is described.</summary>
public sealed class ApiDescriptionTests
{
    private const string Catalogue = """
        {
          "gateways": {
            "partner": {
              "url": "GATEWAY/partner", "retry": { "stopOn": [400] }, "limits": { "perSecond": 20 }, "message": { "maxLength": 100 },
              "parameters": { "channel": { "description": "where to", "values": ["a", "b"] }, "priority": { "type": "integer", "default": 5 } },
              "body": { "json": { "text": "{{ message }}", "to": "{{ parameters.channel }}" } }
            },
            "sms": { "preset": "twilio", "settings": { "accountSid": "AC1", "from": "+15550001111" } }
          }
        }
        """;

    // Pages and the demonstration gateways are not part of the API.
    private static readonly string[] NoApi =
    [
        nameof(DemoGateway), nameof(ShowConsole), nameof(ShowConsoleFile), nameof(ShowApiPage), nameof(GetApiPageScript),
    ];

    [Fact]
    public void Description_AllRoutes_AreTheFunctions()
    {
        var functions =
            from type in typeof(SendMessage).Assembly.GetTypes()
            where !NoApi.Contains(type.Name)
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            from verb in trigger.Methods!
            where verb != "head" // A GET without its body.
            select $"{verb.ToUpperInvariant()} /{trigger.Route}";

        Assert.Equal(functions.Order(StringComparer.Ordinal), new DescribedApi().Operations.Order(StringComparer.Ordinal));
    }

    // Tools that show the description or generate clients, such as Scalar, expect one beside const, enum and oneOf too.
    [Fact]
    public void Description_EachSchema_HasAType() => Assert.Empty(new DescribedApi().SchemasWithoutAType);

    // openapi-typescript takes other objects for empty ones: a client could not send parameters.
    [Fact]
    public void Description_EachObject_SaysWhatMembersItHas() => Assert.Empty(new DescribedApi().ObjectsWithoutMembers);

    // Kiota makes a class without members of a string that has a name and is an alternative.
    [Fact]
    public void Description_Alternatives_HaveNoName() => Assert.Empty(new DescribedApi().AlternativesWithAName);

    [Fact]
    public async Task Responses_OfEachRouteAndStatus_AreAsDescribed()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: Catalogue, settings: ["--Gateways:sms:secrets:authToken=t", $"--Relay:CallbackSecret={Notified.Secret}", "--Relay:CallbackNetwork=private"]);
        var api = new CheckedApi(relay.Http);
        const string hello = """{"message": "hello", "gateway": "partner", "parameters": {"channel": "a"}}""";
        await api.SendAsync("POST", "/send_message", hello);
        await api.SendAsync("POST", "/send_message", "{}");
        await api.SendAsync("POST", "/send_message", $$"""{"message": "{{new string('a', 300_000)}}", "gateway": "gateway_1"}""");
        await api.SendAsync("POST", "/send_message", hello, key: "k1");
        await api.SendAsync("POST", "/send_message", """{"message": "other", "gateway": "partner"}""", key: "k1");
        await api.SendAsync("POST", "/messages/batch", $"[{hello}, {hello}, {{}}]");
        await api.SendAsync("POST", "/messages/batch", "[");
        await api.SendAsync("POST", "/messages/batch", string.Join('\n', Enumerable.Repeat("{}", 1001)));
        await api.SendAsync("POST", "/send_message", $$"""{"message": "hello", "gateway": "gateway_1", "callbackUrl": "{{relay.Gateway.Url}}/hook"}""");
        await relay.IdleAsync();
        Assert.Null(api.Description.FaultOfEvent(relay.Gateway.Requests.Single(request => request.Target == "/hook").Body));

        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var waiting = await relay.SendAsync(gateway: "gateway_1");
        await api.SendAsync("POST", "/send_message", """
            {"message": "hello", "gateway": ["partner", "gateway_1"], "deliverAt": "2030-01-01T12:00:01Z", "expiresAt": "2030-01-01T13:00:00Z"}
            """);
        await relay.IdleAsync();
        await api.SendAsync("GET", "/messages/{id}", id: waiting);
        await api.SendAsync("DELETE", "/messages/{id}", id: waiting);
        await api.SendAsync("POST", "/messages/{id}/resend", id: waiting);
        await api.SendAsync("GET", "/messages/{id}/request", id: waiting);
        await api.SendAsync("GET", "/overview");
        await api.SendAsync("POST", "/messages/{id}/cancel", id: waiting);

        relay.Gateway.Respond = _ => new StubResponse(400);
        var failed = await relay.SendAsync(gateway: "partner");
        await relay.AdvanceAsync(TimeSpan.FromSeconds(1));
        await relay.AdvanceAsync(TimeSpan.FromMinutes(2));
        await api.SendAsync("GET", "/messages/{id}", id: failed);
        await api.SendAsync("POST", "/messages/{id}/cancel", id: failed);
        await api.SendAsync("POST", "/messages/{id}/resend", id: failed);
        await api.SendAsync("POST", "/messages/resend", """{"gateway": "partner", "dryRun": true}""");
        await api.SendAsync("POST", "/messages/resend", """{"gateway": 1}""");
        await api.SendAsync("POST", "/messages/resend", new string(' ', 20_000));
        await api.SendAsync("GET", "/messages");
        await api.SendAsync("GET", "/messages", query: "?limit=2&status=failed,delivered");
        await api.SendAsync("GET", "/messages", query: "?limit=0");
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/resend"), ("GET", "/request") })
            await api.SendAsync(method, "/messages/{id}" + path, id: Guid.CreateVersion7().ToString());

        await api.SendAsync("POST", "/gateways/{name}/preview", """{"message": "hello", "parameters": {"channel": "a"}}""", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", "{}", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", $$"""{"message": "{{new string('a', 300_000)}}"}""", id: "partner");
        await api.SendAsync("POST", "/gateways/{name}/preview", "{}", id: "a__b");
        foreach (var path in new[] { "/send_message", "/messages/batch", "/messages/resend", "/gateways/{name}/preview" })
            await api.SendAsync("POST", path, "{}", id: "partner", coding: "gzip");
        foreach (var path in new[] { "/gateways", "/presets", "/catalogue", "/health/live", "/health/ready", "/openapi.json" })
            await api.SendAsync("GET", path);

        await api.SendAsync("DELETE", "/messages/{id}", id: failed);

        api.AssertAllSeen();
    }

    [Fact]
    public async Task Responses_WithoutTheKey_AreAsDescribed()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1", $"--Storage:MinFreeBytes={long.MaxValue}"]);
        var api = new CheckedApi(relay.Http);
        foreach (var operation in api.Description.Operations.Where(operation => api.Description.Responses.Contains($"{operation} 401")))
        {
            var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
            await api.SendAsync(method, path, id: Guid.CreateVersion7().ToString());
            api.AssertSeen($"{operation} 401");
        }

        await api.SendAsync("GET", "/health/ready");
        api.AssertSeen("GET /health/ready 503");
    }

    [Fact]
    public async Task Page_ItsFiles_AreOfTheAppAndOfTheNamedRelease()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1"]);

        var page = await relay.Http.GetStringAsync(new Uri("/docs", UriKind.Relative), TestContext.Current.CancellationToken);
        var script = await relay.Http.GetByteArrayAsync(new Uri("/docs/scalar.js", UriKind.Relative), TestContext.Current.CancellationToken);
        using var slash = await relay.Http.GetAsync(new Uri("/docs/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("81b8d2bdab4a42ab81465386441b9a0f928b68631364360f00e8cce620cc1efb", Convert.ToHexStringLower(SHA256.HashData(script)));
        Assert.Equal("/docs", slash.RequestMessage!.RequestUri!.AbsolutePath);
    }

    // Otherwise the browser asks for /favicon.ico, which is not served.
    [Theory]
    [InlineData("/docs")]
    [InlineData("/console")]
    public async Task Page_Icon_IsOfTheApp(string path)
    {
        await using var relay = await RelayHost.StartAsync();
        var page = await relay.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        var icon = Regex.Match(page, "<link rel=\"icon\" href=\"(?<url>[^\"]+)\">").Groups["url"].Value;
        using var response = await relay.Http.GetAsync(new Uri(icon, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("br, GZIP;q=0.5", "gzip")]
    [InlineData("gzip;q=0, identity", null)]
    [InlineData("x-gzip", null)]
    public async Task PageScript_ToAnAcceptedEncoding_IsInIt(string accepted, string? encoding)
    {
        await using var relay = await RelayHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/scalar.js") { Headers = { { "Accept-Encoding", accepted } } };

        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }
}
