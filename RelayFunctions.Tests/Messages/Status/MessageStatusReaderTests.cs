using System.Text.Json;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Hosting;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Tests.Messages.Status;

public sealed class MessageStatusReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Attempt Failed = new(1, Noon, Noon.AddSeconds(1), 503, "503 Service Unavailable");
    private static readonly MessageDelivery Delivery = new("the text", "partner", Noon);

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"null\"")] // What the Functions host returns for a custom status that was never set.
    [InlineData("")]
    public void Read_NoCustomStatus_IsAccepted(string? customStatus)
    {
        var status = Read(OrchestrationRuntimeStatus.Running, customStatus);

        Assert.Equal(new { MessageState.Accepted, Gateway = "partner", At = Noon }.ToString(),
            new { Accepted = status.Status, Gateway = status.Gateway!, At = status.AcceptedAt }.ToString());
        Assert.Empty(status.Attempts);
        Assert.Null(status.EndedAt);
    }

    [Fact]
    public void Read_CustomStatus_IsWaitingWithTheAttemptsSoFar()
    {
        var progress = Json(new DeliveryProgress([Failed], Noon.AddSeconds(61)));

        var status = Read(OrchestrationRuntimeStatus.Running, progress);

        Assert.Equal(MessageState.Waiting, status.Status);
        Assert.Equal(Noon.AddSeconds(61), status.NextAttemptAt);
        Assert.Equal([Failed], status.Attempts);
    }

    // The next attempt has no time if the message expires first.
    [Theory]
    [InlineData(null, MessageKind.Deferred)]
    [InlineData("""{"attempts":[],"nextAttemptAt":"2026-01-01T13:00:00Z"}""", MessageKind.Deferred)]
    [InlineData("""{"attempts":[],"nextAttemptAt":"2026-01-01T13:00:01Z"}""", MessageKind.Due)]
    [InlineData("""{"attempts":[]}""", MessageKind.Due)]
    public void Kind_MessageWithDeliverAtAndNoAttempt_IsDueOnceItWaitsForTheGateway(string? customStatus, MessageKind expected)
    {
        var delivery = Delivery with { DeliverAt = Noon.AddHours(1), ExpiresAt = Noon.AddHours(2) };

        Assert.Equal(expected, Read(OrchestrationRuntimeStatus.Running, customStatus, delivery: delivery).Kind);
    }

    [Theory]
    [InlineData(DeliveryOutcome.Delivered, "delivered", null)]
    [InlineData(DeliveryOutcome.Failed, "failed", "503 Service Unavailable")]
    [InlineData(DeliveryOutcome.Cancelled, "cancelled", null)]
    public void Read_CompletedDelivery_IsItsOutcome(DeliveryOutcome outcome, string state, string? error)
    {
        var progress = Json(new DeliveryProgress([], Noon.AddSeconds(61)));
        var output = Json(new DeliveryResult(outcome, [Failed], error));

        var status = Read(OrchestrationRuntimeStatus.Completed, progress, output);

        Assert.Equal(state, StateIn(status));
        Assert.Equal(error, status.Error);
        Assert.Equal([Failed], status.Attempts);
        Assert.Null(status.NextAttemptAt);
        Assert.Equal(Noon.AddHours(1), status.EndedAt);
    }

    [Fact]
    public void Read_EndThatANotificationReports_IsAtTheSameTime()
    {
        var end = Noon.AddMinutes(30);
        var output = Json(new DeliveryResult(DeliveryOutcome.Delivered, []) { EndedAt = end });
        var progress = Json(new DeliveryProgress([], null) { Outcome = DeliveryOutcome.Failed, EndedAt = end });

        Assert.Equal(end, Read(OrchestrationRuntimeStatus.Completed, output: output).EndedAt);
        Assert.Equal(end, Read(OrchestrationRuntimeStatus.Failed, progress).EndedAt);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Failed, "failed", "the delivery was interrupted inside Relay")]
    [InlineData(OrchestrationRuntimeStatus.Terminated, "cancelled", null)]
    public void Read_InstanceThatEndedOtherwise_ReportsOnlyThat(OrchestrationRuntimeStatus runtime, string state, string? error)
    {
        var status = Read(runtime, output: "\"System.Exception: secret\"");

        Assert.Equal(state, StateIn(status));
        Assert.Equal(error, status.Error);
    }

    [Fact]
    public void Json_Status_HasTheFieldsThatCallersSee()
    {
        var status = Read(OrchestrationRuntimeStatus.Running, Json(new DeliveryProgress([Failed], Noon.AddSeconds(61))));

        Assert.Equal(
            """
            {"id":"0198","status":"waiting","gateway":"partner","acceptedAt":"2026-01-01T12:00:00Z","nextAttemptAt":"2026-01-01T12:01:01Z","attempts":[{"number":1,"startedAt":"2026-01-01T12:00:00Z","endedAt":"2026-01-01T12:00:01Z","statusCode":503,"error":"503 Service Unavailable"}]}
            """,
            JsonSerializer.Serialize(status, MessageJson.Default.MessageStatus));
    }

    private static MessageStatus Read(
        OrchestrationRuntimeStatus runtime, string? customStatus = null, string? output = null,
        MessageDelivery? delivery = null) =>
        MessageStatusReader.Read(new OrchestrationMetadata("DeliverMessage", "0198")
        {
            RuntimeStatus = runtime,
            CreatedAt = Noon.AddMinutes(5),
            LastUpdatedAt = Noon.AddHours(1),
            SerializedInput = Json(delivery ?? Delivery),
            SerializedCustomStatus = customStatus,
            SerializedOutput = output,
        });

    private static string StateIn(MessageStatus status) =>
        JsonSerializer.SerializeToElement(status, MessageJson.Default.MessageStatus).GetProperty("status").GetString()!;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, WorkerJson.Options);
}
