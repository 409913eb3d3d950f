using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>Parameters with [FromBody], and those with a default value.</summary>
public sealed class BodyBindingTests
{
    private const string Tea = """{"name":"tea","count":7}""";

    [Fact]
    public async Task Body_OfARequest_IsBoundByModelBinding()
    {
        var response = await SendAsync($"POST /orders/5\nContent-Type: application/json\n\n{Tea}");

        Assert.Equal((200, "5: Order { Name = tea, Count = 7 }"), (response.Status, response.Body));
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "\"tea\"")]
    [InlineData("text/plain", Tea)]
    public async Task Body_ThatDoesNotFit_IsAServerErrorAsOnTheFunctionsHost(string type, string body)
    {
        await using var app = await SampleApp.StartAsync([typeof(BodyFunctions)]);
        var response = await HttpExchange.SendAsync(app.Address, $"POST /orders/5\nContent-Type: {type}\n\n{body}");

        Assert.Equal((500, ""), (response.Status, response.Body));
        Assert.Single(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", Tea, 200, "Order { Name = tea, Count = 7 }")]
    [InlineData("application/merge-patch+json", Tea, 200, "Order { Name = tea, Count = 7 }")]
    [InlineData("application/json", "null", 200, "")]
    [InlineData("text/plain", Tea, 500, "")]
    public async Task Body_OfRequestData_IsReadByTheWorkersSerializer(
        string type, string body, int status, string expected)
    {
        var response = await SendAsync($"POST /orders-data\nContent-Type: {type}\n\n{body}");

        Assert.Equal((status, expected), (response.Status, response.Body));
    }

    [Fact]
    public async Task Body_AsText_IsTheWholeBody()
    {
        var response = await SendAsync("POST /text\n\nplain");

        Assert.Equal((200, "plain, 5"), (response.Status, response.Body));
    }

    [Fact]
    public async Task Body_WithAConverterOfMiddleware_IsConvertedByIt()
    {
        await using var app = await SampleApp.StartAsync([typeof(BodyFunctions)], builder =>
            builder.UseMiddleware((context, next) =>
            {
                context.Features.Set<IFromBodyConversionFeature>(new FixedBody());
                return next();
            }));
        var response = await HttpExchange.SendAsync(app.Address, "POST /orders/5\n\nanything");

        Assert.Equal("5: Order { Name = fixed, Count = 1 }", response.Body);
    }

    [Theory]
    [InlineData("/pages", "page 1")]
    [InlineData("/pages/4", "page 4")]
    [InlineData("/pages?page=5", "page 5")]
    public async Task RouteValue_ThatIsMissing_IsTheParametersDefault(string path, string expected) =>
        Assert.Equal(expected, (await SendAsync($"GET {path}")).Body);

    private static async Task<HttpExchange> SendAsync(string request)
    {
        await using var app = await SampleApp.StartAsync([typeof(BodyFunctions)]);
        return await HttpExchange.SendAsync(app.Address, request);
    }
}
