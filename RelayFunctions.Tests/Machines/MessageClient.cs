using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RelayFunctions.Tests.Machines;

/// <summary>A caller of one server.</summary>
internal sealed class MessageClient(Uri address) : IDisposable
{
    // Each poll costs the server and Azurite more than the message itself.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<string> SendAsync()
    {
        using var response = await PostAsync();
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> PostAsync() => _http.PostAsync(
        new Uri("/send_message", UriKind.Relative),
        new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message": "a", "gateway": "gateway_1"}""")),
        TestContext.Current.CancellationToken);

    public async Task<JsonElement> StatusAsync(string id) => await _http.GetFromJsonAsync<JsonElement>(
        new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task UntilDeliveredAsync(string id)
    {
        while (true)
        {
            var status = (await StatusAsync(id)).GetProperty("status").GetString();
            if (status == "delivered")
                return;
            Assert.NotEqual("failed", status);
            await Task.Delay(PollInterval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
