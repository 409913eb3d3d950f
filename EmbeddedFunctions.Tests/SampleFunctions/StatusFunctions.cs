using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Responses that the worker's Durable extension makes of an instance.</summary>
public static class StatusFunctions
{
    [Function(nameof(CheckStatus))]
    public static async Task<HttpResponseData> CheckStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "check/{how}/{id}")] HttpRequestData request,
        [DurableClient] DurableTaskClient client,
        string how,
        string id)
    {
        switch (how)
        {
            case "async":
                return await client.CreateCheckStatusResponseAsync(request, id);
            case "sync":
                return client.CreateCheckStatusResponse(request, id, HttpStatusCode.OK);
            case "payload":
                var response = request.CreateResponse(HttpStatusCode.OK);
                await response.WriteAsJsonAsync(client.CreateHttpManagementPayload(id, request));
                return response;
            default:
                return await client.WaitForCompletionOrCreateCheckStatusResponseAsync(
                    request, id, getInputsAndOutputs: true, cancellation: new CancellationToken(how == "impatient"));
        }
    }

    /// <summary>Takes the id from the query, where it may contain any character.</summary>
    [Function(nameof(CheckQuery))]
    public static Task<HttpResponseData> CheckQuery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "check/query")] HttpRequestData request,
        [DurableClient] DurableTaskClient client) => client.CreateCheckStatusResponseAsync(request, request.Query["id"]!);

    [Function(nameof(WaitsFor))]
    public static Task<string> WaitsFor([OrchestrationTrigger] TaskOrchestrationContext context, string name) =>
        context.WaitForExternalEvent<string>(name);
}
