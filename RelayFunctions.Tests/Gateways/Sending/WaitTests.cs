using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>The wait that a gateway asks for, in every form.</summary>
public sealed class WaitTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("300", 300.0)]
    [InlineData("300.5", 301.0)]
    [InlineData("128.7", 129.0)]
    [InlineData("99999999999999999999", 366 * 86_400.0)]
    [InlineData("99999999999999999999999999999999999999", 366 * 86_400.0)]
    [InlineData("Tue, 01 Jan 2030 12:05:00 GMT", 300.0)]
    [InlineData("Tuesday, 01-Jan-30 12:05:00 GMT", 300.0)]
    [InlineData("Tue Jan  1 12:05:00 2030", 300.0)]
    [InlineData("Tue, 01 Jan 2030 11:00:00 GMT", null)]
    [InlineData("-5", null)]
    [InlineData("1e3", null)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public async Task RetryAfter_OfAnyForm_IsReadOrIgnored(string header, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync("{}", "", ("Retry-After", header)));

    [Theory]
    [InlineData("""{"json": "/parameters/retry_after"}""", """{"ok":false,"parameters":{"retry_after":300}}""", 300.0)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":300.5}""", 300.5)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":"7"}""", 7.0)]
    [InlineData("""{"json": "/retry_after_ms", "unit": "milliseconds"}""", """{"retry_after_ms":120000}""", 120.0)]
    [InlineData("""{"json": "/until", "unit": "epochMilliseconds"}""", """{"until":1893499205000}""", 5.0)]
    [InlineData("""{"json": "/until", "unit": "epochSeconds"}""", """{"until":1}""", null)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":-1}""", null)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":1e999}""", null)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":"\ud800"}""", null)]
    [InlineData("""{"json": "/retry_after"}""", "no JSON", null)]
    public async Task Wait_InTheBody_IsRead(string wait, string body, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {{wait}} }""", body));

    [Theory]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "epochSeconds"}""", "1893499260", 60.0)]
    [InlineData("""{"header": "x-ratelimit-reset"}""", "12.25", 12.25)]
    [InlineData("""{"header": "x-ratelimit-reset"}""", "soon", null)]
    public async Task Wait_InAHeader_IsRead(string wait, string header, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {{wait}} }""", "", ("X-RateLimit-Reset", header)));

    // Many services send the end of their window with every response: it says nothing about an error of theirs.
    [Theory]
    [InlineData(500, """{"header": "X-RateLimit-Reset"}""", "", null)]
    [InlineData(503, """{"header": "X-RateLimit-Reset"}""", "", null)]
    [InlineData(503, """{"header": "X-RateLimit-Reset", "on": [403, 503]}""", "", 1800.0)]
    [InlineData(429, """{"header": "X-RateLimit-Reset", "on": [403, 503]}""", "", null)]
    [InlineData(503, """{"json": "/retry_after"}""", """{"retry_after":60}""", 60.0)]
    [InlineData(503, """{"json": "/retry_after", "on": [429]}""", """{"retry_after":60}""", null)]
    public async Task Wait_OfAStatus_IsReadWhereTheRuleApplies(int status, string wait, string body, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {{wait}} }""", body, status, ("X-RateLimit-Reset", "1800")));

    [Theory]
    [InlineData(403, """{"code":6}""", 1800.0)]
    [InlineData(200, """{"code":6}""", 1800.0)]
    [InlineData(403, """{"code":7}""", null)]
    public async Task Wait_OfAThrottledResponse_IsReadWhateverItsStatus(int status, string body, double? seconds)
    {
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Append("X-RateLimit-Reset", "1800");
            await context.Response.WriteAsync(body);
        });
        using var sender = new SenderFixture(new FakeTimeProvider(Now));

        var response = await sender.SendAsync(GatewayFixture.Load(
            $$"""
            {
              "url": "{{gateway.Url}}",
              "throttled": {"json": {"/code": 6} },
              "retry": {"wait": {"header": "X-RateLimit-Reset"}, "stopOn": [403]}
            }
            """));

        Assert.Equal(seconds, response.ThrottledFor?.TotalSeconds);
        Assert.Equal(seconds is null, response.IsFinal);
    }

    [Fact]
    public async Task Wait_ThatTheResponseLacks_IsThatOfRetryAfter() =>
        Assert.Equal(9.0, await WaitAsync("""{"wait": {"json": "/retry_after"}}""", "{}", ("Retry-After", "9")));

    private static Task<double?> WaitAsync(string retry, string body, params (string Name, string Value)[] headers) =>
        WaitAsync(retry, body, 429, headers);

    private static async Task<double?> WaitAsync(
        string retry, string body, int status, params (string Name, string Value)[] headers)
    {
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                context.Response.Headers.Append(name, value);
            await context.Response.WriteAsync(body);
        });
        using var sender = new SenderFixture(new FakeTimeProvider(Now));
        var response = await sender.SendAsync(GatewayFixture.Load(
            string.Create(CultureInfo.InvariantCulture, $$"""{"url": "{{gateway.Url}}", "retry": {{retry}} }""")));

        return response.RetryAfter?.TotalSeconds;
    }
}
