using System.Text;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;
using StandardWebhooks;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed class StandardWebhooksTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Previous = "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Entry =
        """
        {
          "url": "https://a.example",
          "body": { "text": "{{ message }}" },
          "auth": { "standardWebhooks": { "secret": "{{ secrets.new }}" } }
        }
        """;

    private static readonly (string, string) Rotation = ("auth:standardWebhooks:previousSecret", Previous);

    // The example of the specification's reference libraries.
    [Fact]
    public void Sign_Request_IsTheExampleOfTheSpecification()
    {
        var request = Filled();

        Assert.Equal("msg_p5jXN8AQM9LWM0D4loKWxJek", request.Header("webhook-id"));
        Assert.Equal("1614265330", request.Header("webhook-timestamp"));
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", request.Header("webhook-signature"));
    }

    [Fact]
    public void Sign_WhileTheSecretIsReplaced_CarriesBothSignatures() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=",
        Filled(settings: Rotation).Header("webhook-signature"));

    [Fact]
    public void Mask_Signatures_ShowsIdAndTime()
    {
        var request = Filled(masked: true, Rotation);

        Assert.Equal("1614265330", request.Header("webhook-timestamp"));
        Assert.Equal("v1,SECRET v1,SECRET", request.Header("webhook-signature"));
    }

    [Fact]
    public async Task Send_Request_IsAcceptedByTheLibrarysReceiver()
    {
        await using var stub = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture();
        var gateway = GatewayFixture.Load(
            Entry.Replace("https://a.example", stub.Url.AbsoluteUri, StringComparison.Ordinal), ("secrets:new", Secret), Rotation);

        Assert.Null((await sender.SendAsync(gateway, SenderFixture.Message with { Message = "Привет" })).Error);

        var request = Assert.Single(stub.Requests);
        Assert.Equal(SenderFixture.Message.Id, request.Headers["webhook-id"]);
        new StandardWebhook(Secret).Verify(Encoding.UTF8.GetString(request.Body), request.Headers);
    }

    [Theory]
    [InlineData("{}", "secret", "is missing")]
    [InlineData("""{"secret": "whsec_s3cret!"}""", "secret", "is not a secret of Standard Webhooks")]
    [InlineData("""{"secret": ""}""", "secret", "must not be empty")]
    [InlineData("""{"secret": "whsec_"}""", "secret", "is not a secret of Standard Webhooks")]
    [InlineData("""{"secret": "AAAA", "previousSecret": "s3cret!"}""", "previousSecret", "is not a secret of Standard Webhooks")]
    public void Load_InvalidAuth_IsAFaultWithoutTheSecret(string keys, string key, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "auth": {"standardWebhooks": {{keys}} } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.standardWebhooks.{key}: {fault}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", found, StringComparison.Ordinal);
    }

    private static RequestDraft Filled(bool masked = false, params (string, string)[] settings) =>
        GatewayFixture.Load(Entry, [("secrets:new", Secret), .. settings]).Fill(
            """{"test": 2432232314}""",
            masked: masked,
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            now: DateTimeOffset.FromUnixTimeSeconds(1614265330));
}
