using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite;

/// <content>From an instance that is ready to its work item.</content>
public sealed partial class SqliteOrchestrationService
{
    // An entry that is taken and comes to no work item must go back or away: nobody else would look at it again.
    private OrchestrationWorkItem? TryOpen(InstanceEntry entry)
    {
        try
        {
            if (!entry.IsLoaded)
            {
                if (_reader.Load(entry.Row, _instances.MostInboxBytes) is not { } loaded)
                {
                    _instances.GiveUp(entry);
                    return null;
                }

                _instances.Load(entry, loaded);
            }

            return Open(entry);
        }
        catch (ObjectDisposedException)
        {
            // The next start finds it in the file.
        }
        catch (Exception exception) when (StoreErrors.MayPass(exception))
        {
            LogInstanceReadLater(_logger, entry.Row, exception);
            _backoff.Later(() => _instances.Again(entry));
        }
        catch (Exception exception)
        {
            LogUnreadableInstance(_logger, entry.Row, exception);
            _instances.GiveUp(entry);
        }

        return null;
    }

    private OrchestrationWorkItem? Open(InstanceEntry entry)
    {
        var messages = _instances.TakeMessages(entry);
        if (messages.Count == 0)
        {
            _instances.Release(entry);
            return null;
        }

        if (entry.Start is not null && NeverStarted.TryEnd(messages) is { } end)
        {
            _ = WriteOrAbandonAsync(entry, end);
            return null;
        }

        if (entry.Deaths >= Suspects.Fatal)
        {
            LogFatalInstance(_logger, messages[0].OrchestrationInstance.InstanceId, entry.Deaths);
            _ = WriteOrAbandonAsync(entry, FatalOrchestration.End(entry, messages, UtcNow));
            return null;
        }

        // An orchestrator is of the worker that made it: after another start of the service, that is another one.
        if (entry.LastWorkItem is { } last && last.ServiceStart == _starts)
            return last.Next(messages);

        return new OrchestrationWorkItem(entry)
        {
            ServiceStart = _starts,
            InstanceId = messages[0].OrchestrationInstance.InstanceId,
            NewMessages = messages,
            OrchestrationRuntimeState = entry.Runtime,
            LockedUntilUtc = DateTime.MaxValue,
        };
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Error,
        Message = "The instance in row {Row} could not be read; another try follows in a second.")]
    private static partial void LogInstanceReadLater(ILogger logger, long row, Exception error);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Error,
        Message = "The instance in row {Row} can't be read; it rests until it gets a message or the next start.")]
    private static partial void LogUnreadableInstance(ILogger logger, long row, Exception error);

    [LoggerMessage(
        EventId = 6,
        Level = LogLevel.Error,
        Message = "The instance {Instance} fails: it was running at each of {Deaths} deaths of the process.")]
    private static partial void LogFatalInstance(ILogger logger, string instance, int deaths);
}
