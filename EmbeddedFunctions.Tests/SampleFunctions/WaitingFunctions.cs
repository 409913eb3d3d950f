using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class WaitingFunctions(Journal journal, Shelf shelf)
{
    /// <summary>Waits for its caller to go away, and tells which token said so.</summary>
    [Function(nameof(WaitForCaller))]
    public async Task<IResult> WaitForCaller(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, CancellationToken shutdown)
    {
        journal.Gate("entered").TrySetResult();
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = request.HttpContext.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
        journal.Lines.Enqueue($"aborted, shutdown {shutdown.IsCancellationRequested}");
        journal.Gate("aborted").TrySetResult();
        request.HttpContext.RequestAborted.ThrowIfCancellationRequested();
        return Results.Ok();
    }

    /// <summary>Answers once the app is told to stop.</summary>
    [Function(nameof(WaitForShutdown))]
    public async Task<IResult> WaitForShutdown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shutdown")] HttpRequest request, CancellationToken shutdown)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = shutdown.Register(stopping.SetResult);
        journal.Gate("entered").TrySetResult();
        await stopping.Task;
        return Results.Text($"stopping, with {shelf.Name}");
    }
}
