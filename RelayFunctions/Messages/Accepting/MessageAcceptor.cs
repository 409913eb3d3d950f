using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Notifying;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Checks messages and stores them. An accepted message is safe on disk.</summary>
public sealed class MessageAcceptor(
    MessageGateways gateways, GatewayLimiter limiter, RelayOptions options, TimeProvider time)
{
    // A message with that id is never replaced, not even after its end.
    private static readonly StartOrchestrationOptions Once =
        new() { DedupeStatuses = ["Pending", "Running", "Suspended", "Completed", "Failed", "Terminated"] };

    private readonly OneAtATime _creations = new();

    /// <summary>Accepts a message: under a new id, or once under the id of its idempotency key.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="wanted">The message.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    internal Task<Acceptance> AcceptAsync(DurableTaskClient client, MessageRequest wanted, string? key)
    {
        var now = time.GetUtcNow();
        return key is null
            ? AcceptAsync(client, wanted, new Start(MessageId.Create(now), now))
            : AcceptOnceAsync(
                client, wanted, new Start(Idempotency.IdOf(key), now) { Fingerprint = MessageFingerprint.Of(wanted) });
    }

    /// <summary>Accepts a message that has ended again, only once for repeated calls.</summary>
    internal async Task<Acceptance> ResendAsync(DurableTaskClient client, MessageDelivery message, string id) =>
        await EarlierResend.FindAsync(client, id, message.AcceptedAt, CancellationToken.None) is { } earlier
            ? Acceptance.Before(earlier)
            : await AcceptOnceAsync(client, MessageRequest.Of(message), ResendOf(message, id));

    /// <summary>Returns what <see cref="ResendAsync"/> would return now, and stores nothing.</summary>
    internal async Task<Acceptance> CheckResendAsync(DurableTaskClient client, MessageDelivery message, string id)
    {
        var start = ResendOf(message, id);
        if (await EarlierResend.FindAsync(client, id, message.AcceptedAt, CancellationToken.None) is { } earlier)
            return Acceptance.Before(earlier);
        if (await FindAsync(client, start) is { } before)
            return before;

        var faults = new RequestFaults();
        Check(MessageRequest.Of(message), start, faults);
        return faults.HasAny ? Refused(faults, start) : Acceptance.Of(start.Id);
    }

    /// <summary>Accepts the message of an alert, only once for repeated calls.</summary>
    internal Task<Acceptance> AcceptAlertAsync(
        DurableTaskClient client, MessageRequest wanted, string id, string alert) =>
        AcceptOnceAsync(client, wanted, new Start(id, time.GetUtcNow()) { Alert = alert });

    private Start ResendOf(MessageDelivery message, string id) =>
        new(MessageId.OfResend(id, message.AcceptedAt), time.GetUtcNow())
        {
            ResendOf = id,
            NotificationOf = message.NotificationOf,
            Alert = message.Alert,
        };

    private Task<Acceptance> AcceptOnceAsync(DurableTaskClient client, MessageRequest wanted, Start start) =>
        _creations.RunAsync(start.Id, () => FindOrAcceptAsync(client, wanted, start));

    private async Task<Acceptance> FindOrAcceptAsync(DurableTaskClient client, MessageRequest wanted, Start start)
    {
        if (await FindAsync(client, start) is { } before)
            return before;

        try
        {
            return await AcceptAsync(client, wanted, start);
        }
        catch (Exception)
        {
            // A concurrent request with the same id may have come first.
            if (await FindAsync(client, start) is { } other)
                return other;

            throw;
        }
    }

    private static async Task<Acceptance?> FindAsync(DurableTaskClient client, Start start)
    {
        var found = await client.GetInstanceAsync(start.Id, getInputsAndOutputs: true, CancellationToken.None);
        if (found is not { } instance)
            return null;

        return MessageStatusReader.ReadDelivery(instance)?.Fingerprint == start.Fingerprint
            ? Acceptance.Before(start.Id)
            : Acceptance.Refused(MessageProblem.KeyOfAnotherMessage());
    }

    private async Task<Acceptance> AcceptAsync(DurableTaskClient client, MessageRequest wanted, Start start)
    {
        var faults = new RequestFaults();
        var found = Check(wanted, start, faults);
        if (faults.HasAny)
            return Refused(faults, start);

        var isNow = !(wanted.DeliverAt > start.AcceptedAt);
        var order = MessageId.ToOrder(start.Id, start.AcceptedAt);
        if (isNow)
            limiter.Expect(found[0], order);
        try
        {
            // Not cancelled if the caller disconnects: the message could be stored without anyone knowing its id.
            await client.ScheduleNewOrchestrationInstanceAsync(
                MessageDelivery.Orchestration,
                start.ToDelivery(wanted, found),
                Once with { InstanceId = start.Id },
                CancellationToken.None);
            MessageMetrics.OnAccepted(wanted.Gateway);
            return Acceptance.Of(start.Id);
        }
        catch
        {
            if (isNow)
                limiter.Forget(found[0].Name, order);
            throw;
        }
    }

    // The request to send a message again has none of the fields at fault.
    private static Acceptance Refused(RequestFaults faults, Start start) => Acceptance.Refused(
        start.ResendOf is null
            ? faults.ToProblem()
            : faults.ToProblem(
                "The message was not sent again.",
                "The catalogue or the settings have changed, and can't send the message as it was accepted. "));

    private List<Gateway> Check(MessageRequest wanted, Start start, RequestFaults faults)
    {
        DeliveryTimes.Check(wanted, start.AcceptedAt, options.Retention, faults);
        CallbackUrl.Check(wanted, options, faults);
        return Resolve(wanted, start, faults);
    }

    private List<Gateway> Resolve(MessageRequest wanted, Start start, RequestFaults faults)
    {
        var isNotification = start.NotificationOf is not null;
        var found = new List<Gateway>();
        var unknown = new List<string>();
        foreach (var name in wanted.Gateways)
        {
            if (gateways.TryFind(name, isNotification, wanted.CallbackUrl, out var gateway, out _))
                found.Add(gateway);
            else
                unknown.Add(name);
        }

        if (unknown.Count > 0)
            faults.Add("gateway", UnknownGateway.FaultOf(unknown, gateways.Names));
        else if (!isNotification)
            MessageCheck.Run(found, wanted.ToFirstAttempt(start.Id, start.AcceptedAt), faults);
        return found;
    }
}
