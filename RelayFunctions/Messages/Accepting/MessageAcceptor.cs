using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Routing;
using RelayFunctions.Messages.Status;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Checks messages and stores them. An accepted message is safe on disk.</summary>
public sealed class MessageAcceptor(
    MessageGateways gateways, GatewayLimiter limiter, RelayOptions options, TimeProvider time)
{
    // A message with that id is never replaced, not even after its end.
    private static readonly StartOrchestrationOptions Once =
        new() { DedupeStatuses = ["Pending", "Running", "Suspended", "Completed", "Failed", "Terminated"] };

    private readonly KeyedLock _creations = new();
    private readonly NewMessageCheck _check = new(gateways, options);

    /// <summary>Accepts a message: under a new id, or once under the id of its idempotency key.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="request">The message.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    internal Task<Acceptance> AcceptAsync(DurableTaskClient client, MessageRequest request, string? key)
    {
        var now = time.GetUtcNow();
        if (key is null)
            return AcceptAsync(client, request, new NewMessage(MessageId.Create(now), now));

        var fingerprint = MessageFingerprint.Of(request);
        return AcceptOnceAsync(
            client, request, new NewMessage(Idempotency.IdOf(key), now) { Fingerprint = fingerprint });
    }

    /// <summary>Accepts a copy of an ended message. Repeated calls create one copy.</summary>
    internal async Task<Acceptance> ResendAsync(DurableTaskClient client, MessageDelivery original, string id) =>
        await EarlierResend.FindAsync(client, id, original.AcceptedAt, CancellationToken.None) is { } earlier
            ? Acceptance.Repeated(earlier)
            : await AcceptOnceAsync(client, MessageRequest.Of(original), ResendOf(original, id));

    /// <summary>Returns what <see cref="ResendAsync"/> would return now, and stores nothing.</summary>
    internal async Task<Acceptance> CheckResendAsync(DurableTaskClient client, MessageDelivery original, string id)
    {
        var message = ResendOf(original, id);
        if (await EarlierResend.FindAsync(client, id, original.AcceptedAt, CancellationToken.None) is { } earlier)
            return Acceptance.Repeated(earlier);
        if (await FindAsync(client, message) is { } before)
            return before;

        var faults = new RequestFaults();
        _check.Run(MessageRequest.Of(original), message, faults);
        return faults.HasAny ? Rejected(faults, message) : Acceptance.Accepted(message.Id);
    }

    /// <summary>Accepts the message of an alert, only once for repeated calls.</summary>
    internal Task<Acceptance> AcceptAlertAsync(
        DurableTaskClient client, MessageRequest request, string id, string alert) =>
        AcceptOnceAsync(client, request, new NewMessage(id, time.GetUtcNow()) { Alert = alert });

    private NewMessage ResendOf(MessageDelivery original, string id) =>
        new(MessageId.OfResend(id, original.AcceptedAt), time.GetUtcNow())
        {
            ResendOf = id,
            NotificationOf = original.NotificationOf,
            Alert = original.Alert,
        };

    private Task<Acceptance> AcceptOnceAsync(DurableTaskClient client, MessageRequest request, NewMessage message) =>
        _creations.RunAsync(message.Id, () => FindOrAcceptAsync(client, request, message));

    private async Task<Acceptance> FindOrAcceptAsync(
        DurableTaskClient client, MessageRequest request, NewMessage message)
    {
        if (await FindAsync(client, message) is { } before)
            return before;

        try
        {
            return await AcceptAsync(client, request, message);
        }
        catch (Exception)
        {
            // A concurrent request with the same id may have come first.
            if (await FindAsync(client, message) is { } other)
                return other;

            throw;
        }
    }

    private static async Task<Acceptance?> FindAsync(DurableTaskClient client, NewMessage message)
    {
        var found = await client.GetInstanceAsync(message.Id, getInputsAndOutputs: true, CancellationToken.None);
        if (found is not { } instance)
            return null;

        return MessageStatusReader.ReadDelivery(instance)?.Fingerprint == message.Fingerprint
            ? Acceptance.Repeated(message.Id)
            : Acceptance.Rejected(Idempotency.KeyOfAnotherMessage());
    }

    private async Task<Acceptance> AcceptAsync(DurableTaskClient client, MessageRequest request, NewMessage message)
    {
        var faults = new RequestFaults();
        var found = _check.Run(request, message, faults);
        if (faults.HasAny)
            return Rejected(faults, message);

        var isNow = !(request.DeliverAt > message.AcceptedAt);
        var key = MessageSortKey.Of(message.Id, message.AcceptedAt);
        if (isNow)
            limiter.Expect(found[0], key);
        try
        {
            // Not cancelled if the caller disconnects: the message could be stored without anyone knowing its id.
            await client.ScheduleNewOrchestrationInstanceAsync(
                MessageDelivery.Orchestration,
                message.ToDelivery(request, found),
                Once with { InstanceId = message.Id },
                CancellationToken.None);
            MessageMetrics.OnAccepted(request.Gateway);
            return Acceptance.Accepted(message.Id);
        }
        catch
        {
            if (isNow)
                limiter.Forget(found[0].Name, key);
            throw;
        }
    }

    // A caller that sends a message again gave none of the fields at fault, so the title and the detail say where the
    // faults come from.
    private static Acceptance Rejected(RequestFaults faults, NewMessage message) => Acceptance.Rejected(
        message.ResendOf is null
            ? faults.ToProblem()
            : faults.ToProblem(
                "The message was not sent again.",
                "The catalogue or the settings have changed, and can't send the message as it was accepted. "));
}
