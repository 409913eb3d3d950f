using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Functions;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>A message may end after the check that it runs, and before the event that cancels it arrives.</summary>
public sealed class CancelRaceTests
{
    private const string Id = "0198c0de-0000-7000-8000-000000000000";

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, StatusCodes.Status409Conflict)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, StatusCodes.Status409Conflict)]
    [InlineData(null, StatusCodes.Status404NotFound)]
    public async Task Cancel_MessageEndsBeforeTheEvent_IsReportedAsEnded(OrchestrationRuntimeStatus? then, int status)
    {
        await using var client = new RacingClient(then);

        var result = await new CancelMessage(new Cancellations(), new GatewayLimiter(TimeProvider.System)).RunAsync(new DefaultHttpContext().Request, client, Id);

        Assert.Equal(status, Assert.IsType<IStatusCodeHttpResult>(result, exactMatch: false).StatusCode);
    }

    [Fact]
    public async Task Cancel_EventFailsWhileTheMessageContinues_ThrowsTheError()
    {
        await using var client = new RacingClient(OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<TimeoutException>(
            () => new CancelMessage(new Cancellations(), new GatewayLimiter(TimeProvider.System)).RunAsync(new DefaultHttpContext().Request, client, Id));
    }

    /// <summary>Reports a running message, rejects the event, and then reports how the message ended.</summary>
    private sealed class RacingClient(OrchestrationRuntimeStatus? then) : DurableTaskClient("racing")
    {
        private bool _refused;

        public override Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            Task.FromResult(Instance(_refused ? then : OrchestrationRuntimeStatus.Running));

        public override Task RaiseEventAsync(
            string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
        {
            _refused = true;
            throw new TimeoutException();
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            Microsoft.DurableTask.TaskName orchestratorName,
            object? input = null,
            Microsoft.DurableTask.StartOrchestrationOptions? options = null,
            CancellationToken cancellation = default) => throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task SuspendInstanceAsync(
            string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task ResumeInstanceAsync(
            string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(
            OrchestrationQuery? filter = null) => throw new NotSupportedException();

        private static OrchestrationMetadata? Instance(OrchestrationRuntimeStatus? status) => status is null
            ? null
            : new OrchestrationMetadata(nameof(DeliverMessage), Id) { RuntimeStatus = status.Value };
    }
}
