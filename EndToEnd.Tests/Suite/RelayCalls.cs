using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Tests.Suite;

/// <summary>Calls to a Relay, as its callers make them.</summary>
internal static class RelayCalls
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private static CancellationToken TestStopped => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> PostAsync(this HttpClient http, string path, string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return http.PostAsync(new Uri(path, UriKind.Relative), content, TestStopped);
    }

    /// <summary>Sends a message, asserts that it is accepted as the README says, and returns its id.</summary>
    public static async Task<string> SendAsync(this HttpClient http, string gateway, string message, object? parameters = null)
    {
        var body = parameters is null
            ? JsonSerializer.Serialize(new { message, gateway })
            : JsonSerializer.Serialize(new { message, gateway, parameters });
        using var response = await http.PostAsync("/send_message", body);
        var text = await response.Content.ReadAsStringAsync(TestStopped);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        var accepted = JsonElement.Parse(text);
        Assert.Equal("accepted", accepted.GetProperty("status").GetString());
        var id = accepted.GetProperty("id").GetString()!;
        Assert.Equal($"/messages/{id}", response.Headers.Location?.ToString());
        return id;
    }

    public static Task<JsonElement> StatusAsync(this HttpClient http, string id) =>
        http.GetFromJsonAsync<JsonElement>(new Uri($"/messages/{id}", UriKind.Relative), TestStopped);

    /// <summary>
    /// Polls the status until it is the expected one; fails at the deadline, or if the message ends differently.
    /// </summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient http, string id, string wanted, TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await http.StatusAsync(id);
            if (status.GetProperty("status").GetString() == wanted)
                return status;
            Assert.False(status.TryGetProperty("endedAt", out _), $"Ended, and not {wanted}: {status}");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < deadline, $"Not {wanted} after {deadline}: {status}");
            await Task.Delay(PollInterval, TimeProvider.System, TestStopped);
        }
    }

    /// <summary>
    /// Polls a message until it is found: Azure Storage lists a sub-orchestration only after a moment.
    /// </summary>
    public static async Task UntilFoundAsync(this HttpClient http, string id, TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await http.GetAsync(new Uri($"/messages/{id}", UriKind.Relative), TestStopped);
            if (response.IsSuccessStatusCode)
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < deadline, $"Not found after {deadline}: {id}");
            await Task.Delay(PollInterval, TimeProvider.System, TestStopped);
        }
    }

    /// <summary>Returns the pauses from the end of each attempt to the start of the next, by the status.</summary>
    public static IReadOnlyList<TimeSpan> Pauses(this JsonElement status)
    {
        var attempts = status.GetProperty("attempts").EnumerateArray().ToList();
        return
        [
            .. attempts.Zip(attempts.Skip(1), (before, next) =>
                next.GetProperty("startedAt").GetDateTimeOffset() - before.GetProperty("endedAt").GetDateTimeOffset()),
        ];
    }
}
