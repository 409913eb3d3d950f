using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>The named values of a request, as the Functions host gives them to the worker.</summary>
public sealed class BindingDataTests
{
    [Theory]
    [InlineData("GET /items/7?Color=red", "id", "7")]
    [InlineData("GET /items/7?Color=red", "ID", "7")]
    [InlineData("GET /items/7?Color=red", "color", "red")]
    [InlineData("GET /items/7?n=1&n=2", "n", "2")]
    [InlineData("GET /items/7?id=8", "id", "7")]
    [InlineData("GET /items/7?code=secret", "code", null)]
    [InlineData("GET /items/7?Color=r%C3%B6t&n=1", "Query", """{"Color":"röt","n":"1"}""")]
    [InlineData("GET /items/7", "Query", "{}")]
    [InlineData("GET /items/7\nHost: localhost\nX-A: 1\nX-A: 2", "Headers", """{"Connection":"close","Host":"localhost","Content-Length":"0","X-A":"1,2"}""")]
    [InlineData("GET /items/7?query=all", "Query", "all")]
    [InlineData("GET /items/7", "color", null)]
    public async Task Value_OfARequest_IsFoundByName(string request, string name, string? expected)
    {
        var (found, value) = await ReadAsync(request, data => (data.TryGetValue(name, out var text), text));

        Assert.Equal((expected is not null, expected), (found, value));
    }

    [Fact]
    public async Task Values_OfARequest_AreListed()
    {
        var data = await ReadAsync("GET /items/7?Color=red&ID=8&code=secret", data => data);

        Assert.Equal(["Color", "Headers", "id", "Query"], data.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(4, data.Count);
        Assert.Equal("red", data["Color"]);
        Assert.Equal("7", data.Single(pair => pair.Key.Equals("id", StringComparison.OrdinalIgnoreCase)).Value);
        Assert.Contains("red", data.Values);
        Assert.True(data.ContainsKey("QUERY"));
        Assert.Throws<KeyNotFoundException>(() => data["code"]);
    }

    [Fact]
    public async Task RouteValue_ThatIsMissing_IsTakenFromTheQuery()
    {
        await using var app = await SampleApp.StartAsync([typeof(ItemFunctions)]);

        Assert.Equal("red|9", (await HttpExchange.SendAsync(app.Address, "GET /tags/red?n=9")).Body);
    }

    [Theory]
    [InlineData("GET /search", "-")]
    [InlineData("GET /search/all", "all")]
    [InlineData("GET /search?query=all", "all")]
    [InlineData("GET /search?Query=all&query=more", "more")]
    [InlineData("GET /under", "-")]
    [InlineData("GET /under?headers=x", "x")]
    public async Task RouteValue_NamedLikeACollection_IsNeverTheCollection(string request, string expected)
    {
        await using var app = await SampleApp.StartAsync([typeof(ItemFunctions)]);

        Assert.Equal(expected, (await HttpExchange.SendAsync(app.Address, request)).Body);
    }

    /// <summary>Reads a request's values in the call.</summary>
    private static async Task<T> ReadAsync<T>(string request, Func<IReadOnlyDictionary<string, object?>, T> read)
    {
        var result = new TaskCompletionSource<T>();
        await using var app = await SampleApp.StartAsync(
            [typeof(ItemFunctions)],
            builder => builder.UseMiddleware(async (context, next) =>
            {
                var data = context.BindingContext.BindingData;
                Assert.False(data.ContainsKey("unknown"));
                result.SetResult(read(data));
                await next();
            }));
        await HttpExchange.SendAsync(app.Address, request);
        result.TrySetCanceled();
        return await result.Task;
    }
}
