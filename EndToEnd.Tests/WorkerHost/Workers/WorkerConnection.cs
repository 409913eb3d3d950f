using System.Collections.Concurrent;
using System.Threading.Channels;
using EndToEnd.Tests.Protocol;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>The stream of one worker: requests go out, and each response finds its request by its id.</summary>
internal sealed class WorkerConnection(HostLog log)
{
    private readonly ConcurrentDictionary<string, ILogger> _invocations = new();
    private readonly Channel<StreamingMessage> _outbound = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    /// <summary>Completes when the worker has opened its stream.</summary>
    public Task Started => _started.Task;

    /// <summary>Carries messages both ways until the worker closes the stream.</summary>
    public async Task ServeAsync(
        IAsyncStreamReader<StreamingMessage> fromWorker, IServerStreamWriter<StreamingMessage> toWorker,
        CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        var sending = SendAsync(toWorker, cancellationToken);
        await foreach (var message in fromWorker.ReadAllAsync(cancellationToken))
            Receive(message);
        _outbound.Writer.TryComplete();
        await sending;
    }

    /// <summary>Sends a message that has no response.</summary>
    public void Send(StreamingMessage message) => _outbound.Writer.TryWrite(message);

    /// <summary>Sends a request and waits for its response; fails when the worker ends before it responds.</summary>
    public async Task<StreamingMessage> RequestAsync(StreamingMessage request)
    {
        request.RequestId = Guid.NewGuid().ToString();
        var response = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[request.RequestId] = response;
        Send(request);
        if (_failure is { } failure)
            response.TrySetException(failure);
        try
        {
            return await response.Task;
        }
        finally
        {
            _pending.TryRemove(request.RequestId, out _);
        }
    }

    /// <summary>
    /// Sends an invocation and waits for its response; lines that the worker logs meanwhile belong to the function.
    /// </summary>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest invocation, string functionName)
    {
        _invocations[invocation.InvocationId] = log.OfInvocations(functionName);
        try
        {
            return (await RequestAsync(new StreamingMessage { InvocationRequest = invocation })).InvocationResponse;
        }
        finally
        {
            _invocations.TryRemove(invocation.InvocationId, out _);
        }
    }

    /// <summary>Fails all requests without a response, and those to come.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        _started.TrySetException(failure);
        foreach (var response in _pending.Values)
            response.TrySetException(failure);
    }

    private async Task SendAsync(IServerStreamWriter<StreamingMessage> toWorker, CancellationToken cancellationToken)
    {
        await foreach (var message in _outbound.Reader.ReadAllAsync(cancellationToken))
            await toWorker.WriteAsync(message, cancellationToken);
    }

    private void Receive(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
            Receive(message.RpcLog);
        else if (_pending.TryGetValue(message.RequestId, out var response))
            response.TrySetResult(message);
    }

    // As the Functions host, which drops what belongs to no invocation.
    private void Receive(RpcLog line)
    {
        var text = $"{line.Message} {line.Exception?.Message}".TrimEnd();
        log.Write($"worker {line.Level}", text);
        if (_invocations.TryGetValue(line.InvocationId, out var logger))
            logger.Log((LogLevel)line.Level, "{Line}", text);
    }
}
