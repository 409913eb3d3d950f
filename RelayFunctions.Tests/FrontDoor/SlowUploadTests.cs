using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Functions;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class SlowUploadTests
{
    /// <summary>More than the initial bound on requests.</summary>
    private const int Uploads = 300;

    [Fact]
    public async Task Send_WhileManyBodiesArriveSlowly_IsAccepted()
    {
        await using var relay = await RelayHost.StartAsync();
        var function = ActivatorUtilities.CreateInstance<SendMessage>(relay.Services);
        var client = relay.Services.GetRequiredService<DurableTaskClient>();
        var bodies = Enumerable.Range(0, Uploads).Select(_ => new Pipe()).ToArray();
        var uploads = bodies.Select(body => function.RunAsync(
            new DefaultHttpContext { Request = { Method = "POST", ContentLength = 100, Body = body.Reader.AsStream() } }.Request, client)).ToArray();

        using var response = await relay.PostAsync("/send_message", """{"message": "a", "gateway": "gateway_1"}""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.All(uploads, upload => Assert.False(upload.IsCompleted));
        foreach (var body in bodies)
            await body.Writer.CompleteAsync();
        await Task.WhenAll(uploads);
    }

    // Kestrel ends a body that comes at less than 240 bytes a second.
    [Fact]
    public async Task Send_BodyThatArrivesTooSlowly_ReportsIt()
    {
        await using var relay = await RelayHost.StartAsync();
        var function = ActivatorUtilities.CreateInstance<SendMessage>(relay.Services);
        var body = new Pipe();
        await body.Writer.CompleteAsync(new BadHttpRequestException("", StatusCodes.Status408RequestTimeout));
        var context = new DefaultHttpContext
        {
            Request = { Method = "POST", ContentLength = 100, Body = body.Reader.AsStream() },
        };

        var result = await function.RunAsync(context.Request, relay.Services.GetRequiredService<DurableTaskClient>());

        var problem = Assert.IsType<ProblemHttpResult>(result).ProblemDetails;
        Assert.Equal(408, problem.Status);
        Assert.Equal("The body came too slowly. Nothing was stored; send it again.", problem.Detail);
    }
}
