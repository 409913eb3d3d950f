using System.Net;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class DemoGatewayTests
{
    [Theory]
    [InlineData("/gateway_1")]
    [InlineData("/gateway_2")]
    public async Task DemoGateway_MessageAsAJsonObject_IsAccepted(string path)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync(path, """{"message": "hello"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/gateway_01")]
    [InlineData("/gateway_0002")]
    [InlineData("/gateway_+1")]
    [InlineData("/gateway_3")]
    public async Task DemoGateway_NumberWrittenOtherwise_Is404(string path)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync(path, """{"message": "hello"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task DemoGateway_SwitchedOff_Is404()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Relay:DemoGateways=false"]);

        using var response = await relay.PostAsync("/gateway_1", """{"message": "hello"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task DemoGateway_AnythingButAMessage_Is400()
    {
        await using var relay = await RelayHost.StartAsync();

        foreach (var body in new[] { "", "hello", "[]", "{}", """{"text": "a"}""", """{"message": 5}""", """{"message": "\ud800"}""" })
        {
            using var response = await relay.PostAsync("/gateway_1", body);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task DemoGateway_BodyOverTheBound_Is413()
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync("/gateway_1", $$"""{"message": "{{new string('a', 5_000_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
