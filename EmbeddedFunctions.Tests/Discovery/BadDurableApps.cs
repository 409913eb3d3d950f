using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>Apps with a durable function, or a durable client, that can't be run: one class each.</summary>
public static class BadDurableApps
{
    public static class Entity
    {
        [Function("F")]
        public static Task F([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<object>();
    }

    public static class ActivityContext
    {
        [Function("F")]
        public static string F([ActivityTrigger] TaskActivityContext context) => "";
    }

    public static class ActivityParameter
    {
        [Function("G")]
        public static string G([ActivityTrigger] string input, int other) => input;
    }

    public static class OrchestratorInputs
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] TaskOrchestrationContext context, int one, int two) => Task.CompletedTask;
    }

    public static class ClientType
    {
        [Function("F")]
#pragma warning disable DURABLE1002 // Not every app is built with the analyzer: what it says at build is said at start too.
        public static IResult F([HttpTrigger] HttpRequest request, [DurableClient] string client) => Results.Ok();
#pragma warning restore DURABLE1002
    }

    public static class OtherHub
    {
        [Function("F")]
        public static IResult F(
            [HttpTrigger] HttpRequest request, [DurableClient(TaskHub = "Other")] DurableTaskClient client) => Results.Ok();
    }

    public static class SameOrchestration
    {
        [Function("One")]
        public static Task One([OrchestrationTrigger(Orchestration = "Same")] TaskOrchestrationContext context) =>
            Task.CompletedTask;

        [Function("Two")]
        public static Task Two([OrchestrationTrigger(Orchestration = "same")] TaskOrchestrationContext context) =>
            Task.CompletedTask;
    }

    public static class Client
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [DurableClient] DurableTaskClient client) => Results.Ok();
    }

    public sealed class ConstructorClient(DurableTaskClient client)
    {
        [Function("F")]
        public IResult F([HttpTrigger] HttpRequest request) => Results.Text(client.Name);
    }
}
