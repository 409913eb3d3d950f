using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Functions that record the scoped service that they received.</summary>
public sealed class ScopedFunctions(CallRecorder recorder, ScopedService service)
{
    [Function(nameof(ScopedRequest))]
    public IResult ScopedRequest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request, FunctionContext context)
    {
        Keep(context);
        return Results.Ok();
    }

    [Function(nameof(ScopedOrchestration))]
    public async Task ScopedOrchestration(
        [OrchestrationTrigger(Orchestration = "Renamed")] TaskOrchestrationContext orchestration, FunctionContext context)
    {
        Keep(context);
        await orchestration.CallActivityAsync("RenamedActivity");
    }

    [Function(nameof(ScopedActivity))]
    public void ScopedActivity([ActivityTrigger(Activity = "RenamedActivity")] FunctionContext context) => Keep(context);

    private void Keep(FunctionContext context)
    {
        if (context.InstanceServices.GetService(typeof(ScopedService)) != service)
            throw new InvalidOperationException("The function's services are not those of its call.");

        recorder.Services.Enqueue(service);
    }
}
