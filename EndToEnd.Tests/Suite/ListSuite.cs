using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Tests.Targets;

namespace EndToEnd.Tests.Suite;

/// <summary>Messages are found by their properties, newest first.</summary>
public abstract class ListSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(55);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task List_InPages_HasMessagesNewestFirst()
    {
        var http = (await TargetAsync()).Http;
        var first = await http.SendAsync("gateway_1", "hello");
        var second = await http.SendAsync("gateway_1", "hello");
        await http.UntilAsync(first, "delivered", Deadline);
        await http.UntilAsync(second, "delivered", Deadline);

        var from = (await http.StatusAsync(first)).GetProperty("acceptedAt").GetString();
        var to = (await http.StatusAsync(second)).GetProperty("acceptedAt").GetString();
        var filter = $"/messages?gateway=gateway_1&status=delivered&acceptedFrom={from}&acceptedTo={to}";
        var found = new List<string>();
        for (var path = $"{filter}&limit=1"; path is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            found.AddRange(page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()!));
            path = page.TryGetProperty("next", out var next) ? $"{filter}&limit=1&cursor={next.GetString()}" : null;
        }

        // Other tests send to the same app at the same time.
        Assert.Equal([second, first], found.Where(id => id == first || id == second));
        Assert.Equal(found.Distinct(), found);
    }
}
