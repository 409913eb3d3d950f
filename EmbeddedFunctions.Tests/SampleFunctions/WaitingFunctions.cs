using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class WaitingFunctions(CallRecorder recorder, ScopedService service)
{
    /// <summary>Waits until the caller disconnects and records whether the shutdown token was cancelled.</summary>
    [Function(nameof(WaitForCaller))]
    public async Task<IResult> WaitForCaller(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, CancellationToken shutdown)
    {
        recorder.Gate("entered").TrySetResult();
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = request.HttpContext.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
        recorder.Lines.Enqueue($"aborted, shutdown {shutdown.IsCancellationRequested}");
        recorder.Gate("aborted").TrySetResult();
        request.HttpContext.RequestAborted.ThrowIfCancellationRequested();
        return Results.Ok();
    }

    /// <summary>Responds when the app begins to shut down.</summary>
    [Function(nameof(WaitForShutdown))]
    public async Task<IResult> WaitForShutdown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shutdown")] HttpRequest request, CancellationToken shutdown)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = shutdown.Register(stopping.SetResult);
        recorder.Gate("entered").TrySetResult();
        await stopping.Task;
        return Results.Text($"stopping, with {service.Name}");
    }
}
