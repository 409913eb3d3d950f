using System.Net.Http.Headers;
using System.Text.Json;
using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// The activity behind <c>CallHttpAsync</c>, which on Azure belongs to the Durable extension's host. The orchestrator's
/// side, which polls after a 202, is the worker's own.
/// </summary>
internal sealed class HttpCallActivity(HttpClient client) : TaskActivity
{
    /// <summary>The name by which the worker calls it.</summary>
    public const string Name = "BuiltIn::HttpActivity";

    private const string ContentType = "Content-Type";

    /// <summary>As long as HttpClient waits by itself.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public override string Run(TaskContext context, string input) =>
        throw new NotSupportedException("The framework calls RunAsync.");

    public override async Task<string> RunAsync(TaskContext context, string input)
    {
        var call = HttpCall.Parse(input);
        if (call.TokenSource is not null)
        {
            throw new NotSupportedException(
                "A token source is not supported in CallHttpAsync here: set the Authorization header.");
        }

        using var request = RequestOf(call);
        using var response = await SendAsync(request, call);
        ThrowIfToRetry(call.RetryOptions, response);
        return JsonSerializer.Serialize(new
        {
            statusCode = (int)response.StatusCode,
            headers = response.Headers.ToDictionary(header => header.Key, header => header.Value),
            content = await response.Content.ReadAsStringAsync(),
        });
    }

    /// <summary>A stop waits for the response, since not every request can be repeated.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCall call)
    {
        // The other side has the machine's clock: a virtual one must not keep a lost request waiting.
        var timeout = call.Timeout ?? DefaultTimeout;
        using var end = new CancellationTokenSource(timeout, TimeProvider.System);
        try
        {
            return await client.SendAsync(request, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Without the query, which may hold a key, and without the cause: during a stop, a cancellation would count
            // as the host's.
            var address = call.Uri.GetLeftPart(UriPartial.Path);
            throw new TimeoutException($"{call.Method} {address} had no response in {timeout}.");
        }
    }

    private static HttpRequestMessage RequestOf(HttpCall call)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Uri);
        var type = "text/plain";
        foreach (var (name, header) in call.Headers ?? new Dictionary<string, JsonElement>())
        {
            if (name.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
                type = HttpCall.Values(header).LastOrDefault() ?? type;
            else
                request.Headers.Add(name, HttpCall.Values(header));
        }

        if (call.Content is not null)
            request.Content = new StringContent(call.Content, MediaTypeHeaderValue.Parse(type));
        return request;
    }

    /// <summary>With retry options, the statuses that they name (by default, all errors) fail the call.</summary>
    private static void ThrowIfToRetry(HttpCall.Retries? retries, HttpResponseMessage response)
    {
        if (retries is null)
            return;

        if (retries.StatusCodesToRetry is not { Count: > 0 } statuses)
            response.EnsureSuccessStatusCode();
        else if (statuses.Contains(response.StatusCode))
            throw new HttpRequestException($"The response's status is {(int)response.StatusCode}.");
    }
}
