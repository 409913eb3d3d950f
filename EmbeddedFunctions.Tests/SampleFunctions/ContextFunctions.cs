using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static partial class ContextFunctions
{
    [Function(nameof(Context))]
    public static IResult Context(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{name}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var logger = context.GetLogger(nameof(ContextFunctions));
        Said(logger);
        context.Features.Set(ImmutableList.Create("a feature"));
        var definition = context.FunctionDefinition;
        return Results.Json(new
        {
            sameRequest = context.GetHttpContext()!.Request == request,
            invocation = Guid.TryParse(context.InvocationId, out _),
            name = definition.Name,
            id = context.FunctionId,
            entryPoint = definition.EntryPoint,
            parameters = definition.Parameters.Select(p => p.Name),
            inputs = definition.InputBindings.Values.Select(b => $"{b.Name}:{b.Type}:{b.Direction}").Order(),
            outputs = definition.OutputBindings.Count,
            data = context.BindingContext.BindingData["name"],
            feature = context.Features.Get<ImmutableList<string>>()![0],
            features = context.Features.Count(),
            retries = context.RetryContext is null,
            trace = context.TraceContext.TraceParent.Length > 0,
            stopping = context.CancellationToken.IsCancellationRequested,
            client = client.Name,
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "said by a function")]
    private static partial void Said(ILogger logger);
}
