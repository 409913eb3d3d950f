using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>One server for all rows: none of them may leave a message in it.</summary>
public sealed class BadInputTests(BadInputTests.Server server) : IClassFixture<BadInputTests.Server>
{
    private static readonly byte[] InvalidUtf8 = [.. "{\"message\": \""u8, 0xC3, 0x28, .. "\", \"gateway\": \"gateway_1\"}"u8];

    private readonly RelayHost _relay = server.Relay;

    public static TheoryData<string, int, string?> Rows => new()
    {
        { "", 400, null },
        { "hello", 400, null },
        { "{\"message\": \"a\", \"gateway\": \"gateway_1\"", 400, null },
        { "{\"message\": \"a\", \"gateway\": \"gateway_1\"} x", 400, null },
        { "[]", 400, null },
        { "\"text\"", 400, null },
        { "null", 400, null },
        { "{}", 400, "message" },
        { "{\"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": null, \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": 5, \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": [\"a\"], \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": \"\", \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": \"a\\u0000b\", \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": \"\\ud800\", \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": \"a\", \"message\": \"b\", \"gateway\": \"gateway_1\"}", 400, "message" },
        { "{\"message\": \"a\"}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": null}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": 1}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": \"\"}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": \"unknown\"}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": \"../admin\"}", 400, "gateway" },
        { "{\"message\": \"a\", \"gateway\": \"gateway_1\", \"priority\": 1}", 400, "priority" },
        { "{\"Message\": \"a\", \"gateway\": \"gateway_1\"}", 400, "Message" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Send_InvalidBody_IsRejectedWithTheFieldAtFault(string body, int status, string? field) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(body), status, field);

    [Fact]
    public Task Send_InvalidUtf8_IsRejected() => AssertRefusedAsync(InvalidUtf8, 400, field: null);

    [Theory]
    [InlineData("/send_message", "gzip")]
    [InlineData("/messages/batch", "br")]
    [InlineData("/gateways/gateway_1/preview", "identity, deflate")]
    public async Task Send_CompressedBody_Is415AndNamesTheAcceptedCodings(string path, string coding)
    {
        var body = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        body.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        using var response = await _relay.Http.PostAsync(path, body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("identity", Assert.Single(response.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("Identity")]
    [InlineData("utf-8")]
    public async Task Send_BodyThatIsNotCompressed_IsAccepted(string coding)
    {
        await using var relay = await RelayHost.StartAsync();
        var body = new StringContent("""{"message": "a", "gateway": "gateway_1"}""");
        body.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        using var response = await relay.Http.PostAsync("/send_message", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(262_145)]
    [InlineData(5_000_000)]
    public Task Send_MessageOverTheBound_IsRejected(int length) =>
        AssertRefusedAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { message = new string('a', length), gateway = "gateway_1" }), 413, "message");

    [Fact]
    public async Task Send_MessageAtTheBound_IsAccepted()
    {
        await using var relay = await RelayHost.StartAsync();

        await relay.SendAsync(new string('a', 262_144));
    }

    [Fact]
    public async Task Send_MessageOfTwoByteCharacters_IsBoundedInBytes()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { message = new string('ü', 131_073), gateway = "gateway_1" });

        await AssertRefusedAsync(body, 413, field: "message");
    }

    private async Task AssertRefusedAsync(byte[] body, int status, string? field)
    {
        using var response = await _relay.Http.PostAsync("/send_message", new ByteArrayContent(body), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        if (field is not null)
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.DoesNotContain("Exception", problem.ToString(), StringComparison.Ordinal);
        await AssertNothingStoredAsync();
    }

    private async Task AssertNothingStoredAsync()
    {
        var client = _relay.Services.GetRequiredService<DurableTaskClient>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery()))
            Assert.Fail($"{instance.InstanceId} was stored");
    }

    public sealed class Server : IAsyncLifetime
    {
        internal RelayHost Relay { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Relay = await RelayHost.StartAsync(
                catalogue: """{ "gateways": { "gateway_1": { "url": "GATEWAY/gateway_1" } } }""",
                settings: ["--Relay:GatewayBaseUrl=", "--Relay:DemoGateways=true"]);

        public ValueTask DisposeAsync() => Relay.DisposeAsync();
    }
}
