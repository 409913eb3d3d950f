using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Invocation;

/// <summary>The worker's own UseMiddleware and UseWhen, on the builder of this host.</summary>
public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_OfAClass_RunsAroundHttpFunctions()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<TracingMiddleware>());
        var response = await HttpExchange.SendAsync(app.App.Address, "GET /ping");

        Assert.Equal("pong", response.Body);
        Assert.Equal("before Ping", app.Recorder.Lines.First());
        Assert.StartsWith("after Ping: Microsoft.AspNetCore.Http.", app.Recorder.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_ThatSetsTheResult_RespondsInTheFunctionsPlace()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<TracingMiddleware>());
        var response = await HttpExchange.SendAsync(app.App.Address, "GET /busy-one");

        Assert.Equal(418, response.Status);
    }

    [Fact]
    public async Task Middleware_OfSeveral_RunsInTheirOrderAndMayEndTheCall()
    {
        await using var app = await StartAsync(builder =>
        {
            builder.UseMiddleware(async (context, next) =>
            {
                context.Items["said"] = "first";
                await next();
            });
            builder.UseWhen(
                context => context.FunctionDefinition.Name == nameof(MiddlewareFunctions.Ping),
                async (context, next) =>
                {
                    context.Items["said"] += ", second";
                    await next();
                });
            builder.UseWhen(
                context => context.FunctionDefinition.Name == nameof(MiddlewareFunctions.Busy), (_, _) => Task.CompletedTask);
        });

        Assert.Equal("first, second", (await HttpExchange.SendAsync(app.App.Address, "GET /ping")).Body);
        Assert.Equal(200, (await HttpExchange.SendAsync(app.App.Address, "GET /busy-one")).Status);
    }

    [Fact]
    public async Task Middleware_AroundDurableFunctions_RunsAtEachEpisodeAndActivity()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<TracingMiddleware>());
        var instance = await app.RunAsync(nameof(MiddlewareFunctions.Doubling), 21);

        Assert.Equal(42, instance.ReadOutputAs<int>());
        Assert.Equal(
            [
                "before Doubling", "before Doubling", "before Twice", "after Twice: 42", "before Doubling",
                "after Doubling: 42",
            ],
            app.Recorder.Lines);
    }

    [Fact]
    public async Task Middleware_ThatLeavesAnOrchestratorsThread_FailsItWithTheReason()
    {
        var pending = new TaskCompletionSource();
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (_, next) =>
        {
            await pending.Task;
            await next();
        }));
        var instance = await app.RunAsync(nameof(MiddlewareFunctions.Doubling), 21);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("a middleware left the orchestrator's thread", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_ThatCallsNextOnAnotherThread_FailsTheOrchestratorWithTheReason()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware((_, next) => CallOnAnotherThread(next)));
        var instance = await app.RunAsync(nameof(MiddlewareFunctions.Doubling), 21);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("a middleware left the orchestrator's thread", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Middleware_OfTheAppThatIsNotAdded_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            SampleApp.Builder().AddFunctions(typeof(MiddlewareFunctions), typeof(TracingMiddleware)).Build());

        Assert.Contains("UseMiddleware<TracingMiddleware>()", refused.Message, StringComparison.Ordinal);
    }

    // The call has been made by the time that the orchestrator's thread checks.
    private static Task CallOnAnotherThread(Func<Task> next) =>
        Task.Factory.StartNew(next, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();

    private static Task<DurableApp> StartAsync(Action<IFunctionsWorkerApplicationBuilder> configure) =>
        DurableApp.StartAsync(configure, typeof(MiddlewareFunctions));
}
