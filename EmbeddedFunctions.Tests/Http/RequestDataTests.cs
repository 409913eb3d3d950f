using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>Functions on HttpRequestData and HttpResponseData, as in an app without ASP.NET Core integration.</summary>
public sealed class RequestDataTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Request_OfAFunction_HasAllParts()
    {
        var response = await SendAsync("GET /described/7?n=5\nX-Color: red\nX-Color: blue\nCookie: a=1; b=2");

        Assert.Equal(
            (200, "GET|/described/7?n=5|5|red,blue|a=1,b=2|False|7|7|True|True"), (response.Status, response.Body));
    }

    [Fact]
    public async Task StatusAndHeader_SetAfterTheBody_AreSent()
    {
        var response = await SendAsync("POST /ordered\n\n{\"name\":\"tea\",\"count\":2}");

        Assert.Equal((201, """{"Name":"tea","Count":2}"""), (response.Status, response.Body));
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal(["X-Late: 1", "X-Late: 2"], response.Headers.Where(h => h.StartsWith("X-Late", StringComparison.Ordinal)));
        Assert.Equal("24", response.Header("Content-Length"));
    }

    [Theory]
    [InlineData("", "0:|")]
    [InlineData("text", "4:text|text")]
    public async Task Body_ReadAndWrittenSynchronously_CanBeReadAgain(string body, string expected)
    {
        var response = await SendAsync($"POST /synchronous\n\n{body}");

        Assert.Equal((200, expected), (response.Status, response.Body));
        Assert.Equal("text/plain; charset=utf-8", response.Header("Content-Type"));
    }

    [Fact]
    public async Task Body_OfMegabytes_IsComplete()
    {
        var body = new byte[8 * Megabyte];
        Array.Fill(body, (byte)'x');
        await using var app = await StartAsync();
        var response = await HttpExchange.SendAsync(app.Address, "POST /synchronous", new MemoryStream(body));

        Assert.Equal((200, (2 * body.Length) + 9), (response.Status, response.Body.Length));
    }

    [Fact]
    public async Task Cookies_OfAResponse_AreSent()
    {
        var response = await SendAsync("GET /cookies");

        Assert.Equal(
            ["Set-Cookie: a=1; path=/", "Set-Cookie: b=2; max-age=60; path=/p; samesite=strict; httponly"],
            response.Headers.Where(h => h.StartsWith("Set-Cookie", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Response_ThatIsReturned_IsTheOnlyOne()
    {
        var response = await SendAsync("GET /replaced");

        Assert.Equal((400, "a body of its own"), (response.Status, response.Body));
        Assert.Equal((null, "yes"), (response.Header("X-First"), response.Header("X-Second")));
    }

    [Theory]
    [InlineData("GET /nothing", 204)]
    [InlineData("GET /empty/204", 204)]
    [InlineData("GET /empty/304", 304)]
    [InlineData("POST /data-broken", 500)]
    public async Task Response_WithoutAResultOrBody_IsEmpty(string request, int status)
    {
        var response = await SendAsync(request);

        Assert.Equal((status, ""), (response.Status, response.Body));
    }

    [Theory]
    [InlineData("GET /result?n=5")]
    [InlineData("GET /of-context?n=5")]
    public async Task Result_OfTheOtherKind_IsTheResponse(string request)
    {
        var response = await SendAsync(request);

        Assert.Equal((409, "5"), (response.Status, response.Body));
    }

    [Fact]
    public async Task Functions_OfBothKinds_RunInOneApp()
    {
        await using var app = await StartAsync();

        Assert.Equal("-|text", (await HttpExchange.SendAsync(app.Address, "POST /echo\n\ntext")).Body);
        Assert.Equal("4:text|text", (await HttpExchange.SendAsync(app.Address, "POST /synchronous\n\ntext")).Body);
    }

    [Fact]
    public async Task Middleware_AroundAFunction_ReadsTheBodyAndChangesTheResponse()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            var body = await request!.ReadAsStringAsync();
            request!.Body.Position = 0;
            await next();
            var response = context.GetHttpResponseData()!;
            Assert.Same(response, context.GetInvocationResult().Value);
            response.Headers.Add("X-Seen", body);
            await response.WriteStringAsync("!");
            context.GetHttpContext()!.Response.Headers.Append("X-Context", "yes");
        }));
        var response = await HttpExchange.SendAsync(app.Address, "POST /synchronous\n\ntext");

        Assert.Equal((200, "4:text|text!"), (response.Status, response.Body));
        Assert.Equal(("text", "yes"), (response.Header("X-Seen"), response.Header("X-Context")));
    }

    [Fact]
    public async Task Middleware_ThatRespondsItself_ReplacesTheFunction()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, _) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            var response = request!.CreateResponse(System.Net.HttpStatusCode.Unauthorized);
            await response.WriteStringAsync("no");
            context.GetInvocationResult().Value = response;
        }));
        var response = await HttpExchange.SendAsync(app.Address, "GET /replaced");

        Assert.Equal((401, "no"), (response.Status, response.Body));
    }

    [Fact]
    public async Task Body_OverKestrelsBound_IsAServerError()
    {
        await using var app = await StartAsync(builder =>
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1000));
        var response = await HttpExchange.SendAsync(app.Address, "POST /synchronous", new MemoryStream(new byte[1001]));

        Assert.Equal((500, ""), (response.Status, response.Body));
    }

    private static Task<SampleApp> StartAsync(Action<EmbeddedFunctionsApplicationBuilder>? configure = null) =>
        SampleApp.StartAsync([typeof(RequestDataFunctions), typeof(EchoFunctions)], configure);

    private static async Task<HttpExchange> SendAsync(string request)
    {
        await using var app = await StartAsync();
        return await HttpExchange.SendAsync(app.Address, request);
    }
}
