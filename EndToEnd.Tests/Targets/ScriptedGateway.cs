using System.Collections.Concurrent;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Targets;

/// <summary>
/// The recording gateway that all tests of a target share. A test sets the responses to its own messages, which are
/// recognised by their text in the request's body; the response to all others is 200.
/// </summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly RecordingGateway _gateway;
    private readonly ConcurrentDictionary<string, Func<ReceivedRequest, StubResponse>> _responses = new();

    private readonly ConcurrentDictionary<string, Func<ReceivedRequest, StubResponse>> _paths = new();

    private ScriptedGateway(RecordingGateway gateway)
    {
        _gateway = gateway;
        _gateway.Respond = ResponseTo;
    }

    public string Url => _gateway.Url;

    public static async Task<ScriptedGateway> StartAsync(string url) =>
        new(await RecordingGateway.StartAsync(TimeProvider.System, url));

    /// <summary>Makes a text that no other message has, and sets the responses to its requests.</summary>
    public string Message(Func<ReceivedRequest, StubResponse> response)
    {
        var message = $"message-{Guid.NewGuid():N}";
        _responses[message] = response;
        return message;
    }

    /// <summary>Sets the responses to the requests to a path, regardless of their content.</summary>
    public void RespondAt(string path, Func<ReceivedRequest, StubResponse> response) => _paths[path] = response;

    /// <summary>The requests of a message so far, in the order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> RequestsOf(string messageId) =>
        [.. _gateway.Requests.Where(request => request.MessageId == messageId)];

    /// <summary>Waits until a request of a message has arrived.</summary>
    public async Task ArrivalAsync(string messageId)
    {
        while (RequestsOf(messageId).Count == 0)
            await _gateway.ArrivalAsync();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private StubResponse ResponseTo(ReceivedRequest request)
    {
        if (_paths.TryGetValue(request.Target, out var response))
            return response(request);

        var script = _responses.FirstOrDefault(script => request.Body.Contains(script.Key, StringComparison.Ordinal));
        return script.Value?.Invoke(request) ?? StubResponse.Ok;
    }
}
