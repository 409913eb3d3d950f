using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.ApiDescription;
using RelayFunctions.Functions;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Gateway;

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

    // Pages, and what stands in for gateways, are no part of the API.
    private static readonly string[] NoApi =
    [
        nameof(DemoGateway), nameof(ShowConsole), nameof(ShowConsoleFile), nameof(ShowApiPage), nameof(GetApiPageScript),
    ];

    // The first two need a gateway that is gone, and the third never ends.
    private static readonly string[] NotSent =
        ["POST /messages/{id}/resend 400", "GET /messages/{id}/request 400", "GET /overview/events 200"];

    private readonly DescribedApi _api = new();
    private readonly HashSet<string> _seen = [];

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
            select $"{verb.ToUpperInvariant()} /{trigger.Route}";

        Assert.Equal(functions.Order(StringComparer.Ordinal), _api.Operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Responses_OfEachRouteAndStatus_AreAsDescribed()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: Catalogue, settings: ["--Gateways:sms:secrets:authToken=t", "--Relay:CallbackSecret=AAAA", "--Relay:CallbackNetwork=private"]);
        const string hello = """{"message": "hello", "gateway": "partner", "parameters": {"channel": "a"}}""";
        await SendAsync(relay, "POST", "/send_message", hello);
        await SendAsync(relay, "POST", "/send_message", "{}");
        await SendAsync(relay, "POST", "/send_message", $$"""{"message": "{{new string('a', 300_000)}}", "gateway": "gateway_1"}""");
        await SendAsync(relay, "POST", "/send_message", hello, key: "k1");
        await SendAsync(relay, "POST", "/send_message", """{"message": "other", "gateway": "partner"}""", key: "k1");
        await SendAsync(relay, "POST", "/messages/batch", $"[{hello}, {hello}, {{}}]");
        await SendAsync(relay, "POST", "/messages/batch", "[");
        await SendAsync(relay, "POST", "/messages/batch", string.Join('\n', Enumerable.Repeat("{}", 1001)));
        await SendAsync(relay, "POST", "/send_message", $$"""{"message": "hello", "gateway": "gateway_1", "callbackUrl": "{{relay.Gateway.Url}}/hook"}""");
        await relay.IdleAsync();
        Assert.Null(_api.FaultOfEvent(relay.Gateway.Requests.Single(request => request.Target == "/hook").Body));

        relay.Gateway.Answer = _ => Answer.Unavailable;
        var waiting = await relay.SendAsync(gateway: "gateway_1");
        await SendAsync(relay, "POST", "/send_message", """
            {"message": "hello", "gateway": ["partner", "gateway_1"], "deliverAt": "2030-01-01T12:00:01Z", "expiresAt": "2030-01-01T13:00:00Z"}
            """);
        await relay.IdleAsync();
        await SendAsync(relay, "GET", "/messages/{id}", id: waiting);
        await SendAsync(relay, "DELETE", "/messages/{id}", id: waiting);
        await SendAsync(relay, "POST", "/messages/{id}/resend", id: waiting);
        await SendAsync(relay, "GET", "/messages/{id}/request", id: waiting);
        await SendAsync(relay, "GET", "/overview");
        await SendAsync(relay, "POST", "/messages/{id}/cancel", id: waiting);

        relay.Gateway.Answer = _ => new Answer(400);
        var failed = await relay.SendAsync(gateway: "partner");
        await relay.AdvanceAsync(TimeSpan.FromSeconds(1));
        await relay.AdvanceAsync(TimeSpan.FromMinutes(2));
        await SendAsync(relay, "GET", "/messages/{id}", id: failed);
        await SendAsync(relay, "POST", "/messages/{id}/cancel", id: failed);
        await SendAsync(relay, "POST", "/messages/{id}/resend", id: failed);
        await SendAsync(relay, "POST", "/messages/resend", """{"gateway": "partner", "dryRun": true}""");
        await SendAsync(relay, "POST", "/messages/resend", """{"gateway": 1}""");
        await SendAsync(relay, "GET", "/messages");
        await SendAsync(relay, "GET", "/messages", query: "?limit=2&status=failed,delivered");
        await SendAsync(relay, "GET", "/messages", query: "?limit=0");
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/resend"), ("GET", "/request") })
            await SendAsync(relay, method, "/messages/{id}" + path, id: Guid.CreateVersion7().ToString());

        await SendAsync(relay, "POST", "/gateways/{name}/preview", """{"message": "hello", "parameters": {"channel": "a"}}""", id: "partner");
        await SendAsync(relay, "POST", "/gateways/{name}/preview", "{}", id: "partner");
        await SendAsync(relay, "POST", "/gateways/{name}/preview", $$"""{"message": "{{new string('a', 300_000)}}"}""", id: "partner");
        await SendAsync(relay, "POST", "/gateways/{name}/preview", "{}", id: "a__b");
        foreach (var path in new[] { "/gateways", "/presets", "/catalogue", "/health/live", "/health/ready", "/openapi.json" })
            await SendAsync(relay, "GET", path);

        await SendAsync(relay, "DELETE", "/messages/{id}", id: failed);

        Assert.Equal(NotSent, _api.Responses.Where(response => !response.EndsWith("401", StringComparison.Ordinal)
            && !response.EndsWith("503", StringComparison.Ordinal) && !_seen.Contains(response)));
    }

    [Fact]
    public async Task Responses_WithoutTheKey_AreAsDescribed()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1", $"--Storage:MinFreeBytes={long.MaxValue}"]);
        foreach (var operation in _api.Operations.Where(operation => _api.Responses.Contains($"{operation} 401")))
        {
            var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
            await SendAsync(relay, method, path, id: Guid.CreateVersion7().ToString());
            Assert.Contains($"{operation} 401", _seen);
        }

        await SendAsync(relay, "GET", "/health/ready");
        Assert.Contains("GET /health/ready 503", _seen);
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

    private async Task SendAsync(
        RelayHost relay, string method, string path, string? body = null, string? id = null, string? key = null, string query = "")
    {
        var target = path.Replace("{id}", id, StringComparison.Ordinal).Replace("{name}", id, StringComparison.Ordinal) + query;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative));
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        _seen.Add($"{method} {path} {status}");
        var fault = _api.FaultOf(method, path, status, response.Content.Headers.ContentType?.MediaType, text);
        Assert.True(fault is null, $"{method} {target} {status}: {fault}");
        if (status == 200 && body is not null && !path.EndsWith("batch", StringComparison.Ordinal))
            Assert.Null(_api.FaultOfRequest(method, path, body));
    }
}
