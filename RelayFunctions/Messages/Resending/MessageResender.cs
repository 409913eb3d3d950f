using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Status;
using RelayFunctions.Storage;

namespace RelayFunctions.Messages.Resending;

/// <summary>Sends failed messages again. The gateway's limits pace them.</summary>
public sealed class MessageResender(
    IMessageIndex index, MessageAcceptor acceptor, IWriteGroups groups, TimeProvider time)
{
    /// <summary>The number of messages that one request reads, so that it ends in a few seconds on any store.</summary>
    private const int MaxMessages = 1000;

    private const int PageSize = 100;

    internal async Task<ResendResult> RunAsync(
        DurableTaskClient client, ResendRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = new MessageQuery
        {
            Gateway = request.Gateway,
            Statuses = [MessageState.Failed],
            AcceptedFrom = request.AcceptedFrom,
            // Messages that this request sends may fail while it still runs.
            AcceptedTo = request.AcceptedTo < now ? request.AcceptedTo : now,
            Cursor = request.Cursor,
            PageSize = PageSize,
        };
        var result = new ResendResult(0, 0, 0, 0, request.IsDryRun ? 0 : null, Next: null);
        do
        {
            var page = await index.FindAsync(client, query, cancellationToken);
            var sent = await ResendAsync(client, page.Messages, request.IsDryRun);
            var accepted = sent.Count(acceptance => acceptance is { Id: not null, IsRepeated: false });
            result = new ResendResult(
                result.Found + page.Messages.Count,
                result.Resent + (request.IsDryRun ? 0 : accepted),
                result.AlreadyResent + sent.Count(acceptance => acceptance is { IsRepeated: true }),
                result.Refused + sent.Count(acceptance => acceptance is null or { Id: null }),
                result.WouldResend + accepted,
                page.Next);
            query = query with { Cursor = page.Next };
        }
        while (result.Next is not null && result.Found < MaxMessages);

        return result;
    }

    private Task<Acceptance?[]> ResendAsync(
        DurableTaskClient client, IReadOnlyList<OrchestrationMetadata> messages, bool isDryRun)
    {
        using var group = groups.Begin();
        return Task.WhenAll(messages.Select(message => ResendAsync(client, message, isDryRun)));
    }

    private async Task<Acceptance?> ResendAsync(
        DurableTaskClient client, OrchestrationMetadata message, bool isDryRun) =>
        MessageStatusReader.ReadDelivery(message) is not { } delivery ? null
        : isDryRun ? await acceptor.CheckResendAsync(client, delivery, message.InstanceId)
        : await acceptor.ResendAsync(client, delivery, message.InstanceId);
}
