using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class LateStartFunction(CallRecorder recorder)
{
    /// <summary>Starts an orchestration once the test lets it, and returns its id.</summary>
    [Function(nameof(StartLate))]
    public async Task<IResult> StartLate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "start-late")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        recorder.Gate("entered").TrySetResult();
        await recorder.Gate("start").Task;
        return Results.Text(await client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Gating), "late"));
    }
}
