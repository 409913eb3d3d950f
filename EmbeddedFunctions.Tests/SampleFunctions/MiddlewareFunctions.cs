using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class MiddlewareFunctions
{
    [Function(nameof(Ping))]
    public static IResult Ping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest request, FunctionContext context) =>
        Results.Text(context.Items.TryGetValue("said", out var said) ? (string)said : "pong");

    [Function(nameof(Busy))]
    public static IResult Busy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "busy-one")] HttpRequest request) => throw new BusyException();

    [Function(nameof(Doubling))]
    public static async Task<int> Doubling([OrchestrationTrigger] TaskOrchestrationContext context, int number)
    {
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        return await context.CallActivityAsync<int>(nameof(Twice), number);
    }

    [Function(nameof(Twice))]
    public static int Twice([ActivityTrigger] int number) => 2 * number;
}
