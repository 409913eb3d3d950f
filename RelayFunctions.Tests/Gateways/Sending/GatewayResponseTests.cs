using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class GatewayResponseTests
{
    [Theory]
    [InlineData(200, null)]
    [InlineData(201, null)]
    [InlineData(202, null)]
    [InlineData(204, null)]
    [InlineData(299, null)]
    [InlineData(300, "300 Multiple Choices (redirects are not followed)")]
    [InlineData(304, "304 Not Modified")]
    [InlineData(305, "305 Use Proxy")]
    [InlineData(306, "306 Switch Proxy")]
    [InlineData(308, "308 Permanent Redirect (redirects are not followed)")]
    [InlineData(400, "400 Bad Request")]
    [InlineData(404, "404 Not Found")]
    [InlineData(407, "407 Proxy Authentication Required")]
    [InlineData(425, "425 Too Early")]
    [InlineData(429, "429 Too Many Requests")]
    [InlineData(500, "500 Internal Server Error")]
    [InlineData(503, "503 Service Unavailable")]
    [InlineData(599, "status 599")]
    public async Task Send_Status_Only2xxIsSuccess(int status, string? error)
    {
        await using var gateway = await StubGateway.StartAsync(status);
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal((status, error), (response.StatusCode, response.Error));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_Redirect_IsNotFollowed(int status)
    {
        await using var gateway = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/first" ? status : 200;
            context.Response.Headers.Location = "/second";
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(new Uri(gateway.Url, "first"));

        Assert.Equal(status, response.StatusCode);
        Assert.NotNull(response.Error);
        Assert.Equal("/first", Assert.Single(gateway.Requests).Target);
    }

    [Fact]
    public async Task Send_EndlessResponse_IsReadToTheBoundAndLeft()
    {
        var left = new TaskCompletionSource();
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            context.RequestAborted.Register(left.SetResult);
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
        });
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal((200, null), (response.StatusCode, response.Error));
        await left.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 12:05:00 GMT", 301)]
    [InlineData("Thu, 01 Jan 2026 11:55:00 GMT", null)]
    [InlineData("Thursday, 01-Jan-26 12:05:00 GMT", 301)] // The two older forms that RFC 9110 (5.6.7) has readers accept.
    [InlineData("Thu Jan  1 12:05:00 2026", 301)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", 366 * 86_400)]
    [InlineData(null, null)]
    public async Task Send_RetryAfter_IsReadAsSecondsOrDate(string? header, int? seconds)
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await using var gateway = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = header;
            // Kestrel's own is that of the real clock.
            context.Response.Headers.Date = now.ToString("R");
            return Task.CompletedTask;
        });
        using var sender = new SenderFixture(new FakeTimeProvider(now));

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal(seconds, response.RetryAfter?.TotalSeconds);
        Assert.Equal("503 Service Unavailable", response.Error);
    }

    [Fact]
    public async Task Send_ReasonOfTheGatewaysOwn_IsNotRepeated()
    {
        await using var gateway = await StubGateway.StartAsync(context =>
        {
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>()!.ReasonPhrase = "s3cret";
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("s3cret");
        });
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(gateway.Url);

        Assert.Equal("401 Unauthorized", response.Error);
    }
}
