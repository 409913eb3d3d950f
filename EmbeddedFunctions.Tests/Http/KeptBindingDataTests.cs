using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// As on the Functions host, the named values of a request may be kept. Kestrel uses a connection's request again.
/// </summary>
public sealed class KeptBindingDataTests
{
    [Fact]
    public async Task Values_ReadInTheNextCall_AreThoseOfTheirOwn()
    {
        FunctionContext? kept = null;
        var read = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        await using var app = await SampleApp.StartAsync(
            [typeof(ItemFunctions)],
            builder => builder.UseMiddleware(async (context, next) =>
            {
                foreach (var (name, value) in kept?.BindingContext.BindingData ?? read)
                    read[name] = value;

                kept ??= context;
                await next();
            }));

        // One connection for both calls.
        using var client = new HttpClient { BaseAddress = app.Address };
        await GetAsync(client, "items/7?color=red", "first");
        await GetAsync(client, "items/8?color=blue&size=9", "second");

        Assert.Equal(["color", "Headers", "id", "Query"], read.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(("7", "red"), (read["id"], read["color"]));
        Assert.Equal("""{"color":"red"}""", read["Query"]);
        Assert.Equal($$"""{"Host":"{{app.Address.Authority}}","X-Caller":"first"}""", read["Headers"]);
    }

    private static async Task GetAsync(HttpClient client, string path, string caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Caller", caller);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
