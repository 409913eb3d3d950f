using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>The wait that a gateway asks for, in every form.</summary>
/// <remarks>A time to the whole second may lack its fraction, so that the wait lasts to the end of that second.</remarks>
public sealed class WaitTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("300", 300.0)]
    [InlineData("300.5", 301.0)]
    [InlineData("128.7", 129.0)]
    [InlineData("99999999999999999999", 366 * 86_400.0)]
    [InlineData("99999999999999999999999999999999999999", 366 * 86_400.0)]
    [InlineData("Tue, 01 Jan 2030 12:05:00 GMT", 301.0)]
    [InlineData("Tuesday, 01-Jan-30 12:05:00 GMT", 301.0)]
    [InlineData("Tue Jan  1 12:05:00 2030", 301.0)]
    [InlineData("Tue, 01 Jan 2030 11:00:00 GMT", null)]
    [InlineData("Tue, 01 Jan 2030 11:59:59 GMT", null)]
    [InlineData("300, 300", 300.0)]
    [InlineData("120,300", 300.0)]
    [InlineData("Tue, 01 Jan 2030 11:00:00 GMT, 300", 300.0)]
    [InlineData("-5", null)]
    [InlineData("1e3", null)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public async Task RetryAfter_OfAnyForm_IsReadOrIgnored(string header, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync("{}", "", ("Retry-After", header)));

    [Theory]
    [InlineData("Tue, 01 Jan 2030 12:40:00 GMT", "Tue, 01 Jan 2030 12:41:30 GMT", 91.0)]
    [InlineData("Tue, 01 Jan 2030 11:20:00 GMT", "Tue, 01 Jan 2030 11:21:30 GMT", 91.0)]
    [InlineData("Tue, 01 Jan 2030 11:20:00 GMT", "90", 90.0)]
    [InlineData("yesterday", "Tue, 01 Jan 2030 12:01:30 GMT", 91.0)]
    public async Task RetryAfter_OfAGatewayWhoseClockIsOff_IsMeasuredByItsClock(string date, string header, double seconds) =>
        Assert.Equal(seconds, await WaitAsync("{}", "", ("Date", date), ("Retry-After", header)));

    [Theory]
    [InlineData("epochSeconds", "1893499290", 91.0)]
    [InlineData("date", "\"2030-01-01T12:01:30Z\"", 91.0)]
    public async Task Wait_OfAGatewayWhoseClockIsOff_IsMeasuredByItsClock(string unit, string until, double seconds) =>
        Assert.Equal(seconds + 2400, await WaitAsync(
            $$"""{"wait": {"json": "/until", "unit": "{{unit}}"} }""",
            $$"""{"until":{{until}}}""",
            ("Date", "Tue, 01 Jan 2030 11:20:00 GMT")));

    [Theory]
    [InlineData("""{"json": "/parameters/retry_after"}""", """{"ok":false,"parameters":{"retry_after":300}}""", 300.0)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":300.5}""", 300.5)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":"7"}""", 7.0)]
    [InlineData("""{"json": "/retry_after_ms", "unit": "milliseconds"}""", """{"retry_after_ms":120000}""", 120.0)]
    [InlineData("""{"json": "/until", "unit": "epochMilliseconds"}""", """{"until":1893499205000}""", 6.0)]
    [InlineData("""{"json": "/until", "unit": "epochMilliseconds"}""", """{"until":1893499205001}""", 5.001)]
    [InlineData("""{"json": "/until", "unit": "epochSeconds"}""", """{"until":1}""", null)]
    [InlineData("""{"json": "/until", "unit": "epochSeconds"}""", """{"until":1893499260.5}""", 60.5)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":-1}""", null)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":1e999}""", null)]
    [InlineData("""{"json": "/retry_after"}""", """{"retry_after":"\ud800"}""", null)]
    [InlineData("""{"json": "/retry_after"}""", "no JSON", null)]
    public async Task Wait_InTheBody_IsRead(string wait, string body, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {{wait}} }""", body));

    [Theory]
    [InlineData("/limits/*/wait", "seconds", """{"limits":[{"wait":5},{"wait":300},{"wait":60}]}""", 300.0)]
    [InlineData("/limits/*/wait", "seconds", """{"limits":{"minute":{"wait":60},"day":{"wait":"3000.5"}}}""", 3000.5)]
    [InlineData("/limits/*/wait", "seconds", """{"limits":[{},{"wait":null},{"wait":7}]}""", 7.0)]
    [InlineData("/limits/*/wait", "seconds", """{"limits":[{"wait":"soon"},{"wait":7}]}""", 7.0)]
    [InlineData("/limits/*/wait", "seconds", """{"limits":[{"wait":-1},{"wait":0},{"wait":7}]}""", 7.0)]
    [InlineData("/limits/*/wait", "seconds", """{"limits":[]}""", null)]
    [InlineData("/limits/*", "seconds", """{"limits":{"*":5,"a":7}}""", 5.0)]
    [InlineData("/limits/*", "date", """{"limits":["2030-01-01T12:01:00Z","2030-01-01T12:05:00Z","2029-01-01T12:05:00Z"]}""", 301.0)]
    [InlineData("/*/*", "milliseconds", """[[1000],[3000,2000]]""", 3.0)]
    public async Task Wait_AtSeveralPlaces_IsTheLongest(string place, string unit, string body, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {"json": "{{place}}", "unit": "{{unit}}"} }""", body));

    [Fact]
    public async Task Wait_InAHeaderThatComesTwice_IsTheLongest() => Assert.Equal(
        300.0,
        await WaitAsync("""{"wait": {"header": "X-RateLimit-Reset"} }""", "", ("X-RateLimit-Reset", "60"), ("X-RateLimit-Reset", "300")));

    [Theory]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "epochSeconds"}""", "1893499260", 61.0)]
    [InlineData("""{"header": "x-ratelimit-reset"}""", "12.25", 12.25)]
    [InlineData("""{"header": "x-ratelimit-reset"}""", "soon", null)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "2030-01-01T12:05:00.019685Z", 300.02)] // Mastodon
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "2030-01-01T14:05:00+02:00", 301.0)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "2030-01-01T12:05:00+0000", 301.0)] // ISO 8601
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "Tue, 01 Jan 2030 12:05:00 GMT", 301.0)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "Tuesday, 01-Jan-30 12:05:00 GMT", 301.0)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "2030-01-01T11:00:00Z", null)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "9999-12-31T23:59:59Z", 366 * 86_400.0)]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "300", null)]
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
        var response = await SendAsync(
            """{"throttled": {"json": {"/code": 6}}, "retry": {"wait": {"header": "X-RateLimit-Reset"}, "stopOn": [403]}""",
            body,
            status,
            ("X-RateLimit-Reset", "1800"));

        Assert.Equal(seconds, response.ThrottledFor?.TotalSeconds);
        Assert.Equal(seconds is null, response.IsFinal);
    }

    [Theory]
    [InlineData(420, """{"json": "/wait", "on": [429]}""")]
    [InlineData(202, """{"json": "/wait"}""")]
    public async Task Wait_InTheBodyOfAThrottledStatus_IsRead(int status, string wait)
    {
        var response = await SendAsync(
            $$"""{"throttled": {"status": "202, 420"}, "retry": {"wait": {{wait}} }""", """{"wait":600}""", status);

        Assert.Equal(600, response.ThrottledFor?.TotalSeconds);
    }

    [Fact]
    public async Task Wait_ThatTheResponseLacks_IsThatOfRetryAfter() =>
        Assert.Equal(9.0, await WaitAsync("""{"wait": {"json": "/retry_after"}}""", "{}", ("Retry-After", "9")));

    [Theory]
    [InlineData("""{"json": "/until", "unit": "date"}""", """{"until": "2030-01-01T12:01:00Z"}""", 61.0)]
    [InlineData("""{"json": "/until", "unit": "date"}""", """{"until": 1893499260}""", null)]
    public async Task Wait_DateInTheBody_IsRead(string wait, string body, double? seconds) =>
        Assert.Equal(seconds, await WaitAsync($$"""{"wait": {{wait}} }""", body));

    // The wait is then the usual one, which looks as if the rule did not exist.
    [Theory]
    [InlineData("""{"header": "X-RateLimit-Reset"}""", "{}", "s3cret", " (retry.wait: the header X-RateLimit-Reset is not a number)")]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "epochSeconds"}""", "{}", "2030-01-01T12:05:00Z", " (retry.wait: the header X-RateLimit-Reset is not a number)")]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "{}", "300", " (retry.wait: the header X-RateLimit-Reset is not a date)")]
    [InlineData("""{"json": "/until", "unit": "date"}""", """{"until": 1893499260}""", "", " (retry.wait: /until is not a date)")]
    [InlineData("""{"json": "/until"}""", """{"until": {"a": "s3cret"}}""", "", " (retry.wait: /until is not a number)")]
    [InlineData("""{"json": "/until"}""", """{"until": "s3cret", "error": "slow down"}""", "", ": slow down (retry.wait: /until is not a number)")]
    [InlineData("""{"json": "/until"}""", """{"until": null}""", "", "")]
    [InlineData("""{"json": "/until"}""", """{"until": -1}""", "", "")]
    [InlineData("""{"json": "/until"}""", "{}", "", "")]
    [InlineData("""{"json": "/until"}""", "no JSON", "", "")]
    [InlineData("""{"header": "X-Other", "unit": "date"}""", "{}", "300", "")]
    [InlineData("""{"header": "X-RateLimit-Reset", "on": [503], "unit": "date"}""", "{}", "300", "")]
    [InlineData("""{"header": "X-RateLimit-Reset", "unit": "date"}""", "{}", "2030-01-01T11:00:00Z", "")]
    public async Task Wait_ThatCanNotBeRead_IsInTheError(string wait, string body, string header, string added)
    {
        var response = await SendAsync(
            $$"""{"retry": {"wait": {{wait}} }, "reason": {"json": "/error"}""", body, 429, ("X-RateLimit-Reset", header));

        Assert.Equal($"429 Too Many Requests{added}", response.Error);
    }

    private static Task<double?> WaitAsync(string retry, string body, params (string Name, string Value)[] headers) =>
        WaitAsync(retry, body, 429, headers);

    private static async Task<double?> WaitAsync(
        string retry, string body, int status, params (string Name, string Value)[] headers) =>
        (await SendAsync($$"""{"retry": {{retry}}""", body, status, headers)).RetryAfter?.TotalSeconds;

    private static async Task<GatewayResponse> SendAsync(
        string keys, string body, int status, params (string Name, string Value)[] headers)
    {
        await using var gateway = await StubGateway.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            // Kestrel's own is that of the real clock.
            if (!headers.Any(header => header.Name == "Date"))
                context.Response.Headers.Date = Now.ToString("R");
            foreach (var (name, value) in headers)
                context.Response.Headers.Append(name, value);
            await context.Response.WriteAsync(body);
        });
        using var sender = new SenderFixture(new FakeTimeProvider(Now));
        return await sender.SendAsync(GatewayFixture.Load(
            string.Create(CultureInfo.InvariantCulture, $$"""{{keys}}, "url": "{{gateway.Url}}"}""")));
    }
}
