using System.Text;

namespace RelayFunctions.Tests.ApiDescription;

/// <summary>An API client that checks every response against the description.</summary>
internal sealed class CheckedApi(HttpClient http)
{
    // They need a body that comes slowly, a gateway that was removed, and a stream that never ends.
    private static readonly string[] NotSent =
    [
        "POST /send_message 408", "POST /messages/batch 408", "POST /messages/resend 408",
        "POST /messages/{id}/resend 400", "GET /messages/{id}/request 400", "POST /gateways/{name}/preview 408",
        "GET /overview/events 200",
    ];

    private readonly HashSet<string> _seen = [];

    public DescribedApi Description { get; } = new();

    /// <summary>Sends a request, asserts that the response is as described, and returns its text.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path as the description has it.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="id">The value of the path's parameter.</param>
    /// <param name="key">An idempotency key; null for none.</param>
    /// <param name="query">The query, with its question mark.</param>
    /// <param name="coding">The value of <c>Content-Encoding</c>.</param>
    public async Task<string> SendAsync(
        string method, string path, string? body = null, string? id = null, string? key = null, string query = "", string? coding = null)
    {
        var target = path.Replace("{id}", id, StringComparison.Ordinal).Replace("{name}", id, StringComparison.Ordinal) + query;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative));
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (coding is not null)
            request.Content!.Headers.ContentEncoding.Add(coding);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        _seen.Add($"{method} {path} {status}");
        var fault = Description.FaultOf(method, path, status, response.Content.Headers.ContentType?.MediaType, text);
        Assert.True(fault is null, $"{method} {target} {status}: {fault}");
        if (status == 200 && body is not null && !path.EndsWith("batch", StringComparison.Ordinal))
            Assert.Null(Description.FaultOfRequest(method, path, body));
        return text;
    }

    /// <summary>Whether a response was seen, as in "GET /messages 200".</summary>
    public void AssertSeen(string response) => Assert.Contains(response, _seen);

    /// <summary>
    /// Asserts that all described responses were seen, except those to a missing key and during a store outage.
    /// </summary>
    public void AssertAllSeen() => Assert.Equal(NotSent, Description.Responses.Where(response =>
        !response.EndsWith("401", StringComparison.Ordinal) && !response.EndsWith("503", StringComparison.Ordinal) && !_seen.Contains(response)));
}
