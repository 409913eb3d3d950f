using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Storage;

namespace RelayFunctions.Messages.Batches;

/// <summary>Accepts the messages of a batch. They are stored together, and each has its own response.</summary>
public sealed partial class BatchAcceptor(
    MessageAcceptor acceptor, IWriteGroups groups, RelayOptions options, ILogger<BatchAcceptor> logger)
{
    private readonly MessageRequestParser _parser = new(options.MaxMessageBytes);

    /// <param name="client">The client of the store.</param>
    /// <param name="messages">The bodies of the messages.</param>
    /// <param name="key">The idempotency key of the batch; null for none.</param>
    internal async Task<BatchResult> AcceptAsync(
        DurableTaskClient client, IReadOnlyList<ReadOnlyMemory<byte>> messages, string? key)
    {
        Task<BatchItem>[] accepting;
        using (groups.Begin())
            accepting = [.. messages.Select((message, number) => AcceptAsync(client, message, KeyOf(key, number)))];
        var items = await Task.WhenAll(accepting);
        return new BatchResult(items.Count(item => item.Id is not null), items);
    }

    private static string? KeyOf(string? key, int number) =>
        key is null ? null : string.Create(CultureInfo.InvariantCulture, $"{key}\n{number}");

    private async Task<BatchItem> AcceptAsync(DurableTaskClient client, ReadOnlyMemory<byte> body, string? key)
    {
        var faults = new RequestFaults();
        if (body.Length > _parser.MaxBodyBytes || _parser.Parse(body, faults) is not { } message)
        {
            if (!faults.HasAny)
                faults.AddTooLarge(RequestFaults.Body, $"must be at most {_parser.MaxBodyBytes} bytes long.");
            return Rejected(faults.ToProblem());
        }

        try
        {
            var acceptance = await acceptor.AcceptAsync(client, message, key);
            return acceptance.Problem is { } problem
                ? Rejected(problem)
                : new BatchItem { Id = acceptance.Id, Status = MessageState.Accepted };
        }
        catch (Exception exception)
        {
            // Others of the batch may be safe: their ids must reach the caller.
            LogNotStored(logger, exception);
            return new BatchItem
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
                Detail = "The store could not accept the message at the moment. Send it again.",
            };
        }
    }

    private static BatchItem Rejected(IResult problem)
    {
        var details = ((ProblemHttpResult)problem).ProblemDetails;
        return new BatchItem
        {
            StatusCode = details.Status ?? StatusCodes.Status400BadRequest,
            Detail = details.Detail,
            Errors = (details as HttpValidationProblemDetails)?.Errors,
        };
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message of a batch could not be stored")]
    private static partial void LogNotStored(ILogger logger, Exception exception);
}
