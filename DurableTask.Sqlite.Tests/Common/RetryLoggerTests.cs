using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SQLitePCL;

namespace DurableTask.Sqlite.Tests.Common;

public sealed class RetryLoggerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Logs _logs = new();
    private readonly RetryLogger _logger;

    public RetryLoggerTests() => _logger = new RetryLogger(_logs, _time);

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Retries_OfOneErrorEachSecond_AreALineAMinuteWithTheirNumber()
    {
        for (var second = 0; second < 130; second++)
        {
            _logger.InstanceReadFailed(second % 2, Error());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [
                "The instance in row 0 could not be read. The store tries again in a second.",
                "The instance in row 0 could not be read. The store tries again in a second. (60 times since the last such line: SQLite Error 10: 'the disk fails'.)",
                "The instance in row 0 could not be read. The store tries again in a second. (60 times since the last such line: SQLite Error 10: 'the disk fails'.)",
            ],
            _logs.Messages);
    }

    [Fact]
    public void Retries_OfSingleWritesWithOneError_HaveALineEach()
    {
        for (var second = 0; second < 30; second++)
        {
            _logger.WritesFailed(1, $"the result of row {second % 2}", "string or blob too big", Error());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, _logs.Messages.Count);
    }

    [Fact]
    public void Retries_OfOtherErrorsOrLines_AreInFullAtOnce()
    {
        for (var i = 0; i < 2; i++)
        {
            _logger.InstanceReadFailed(1, Error());
            _logger.ActivityReadFailed(1, Error());
            _logger.WorkItemFailed(Error());
            _logger.BacklogReadFailed(Error());
            _logger.SearchBackfillFailed(Error());
            _logger.WritesFailed(1, "a write", "the disk fails", Error());
            _logger.WorkItemFailed(new InvalidOperationException("a middleware's"));
        }

        Assert.Equal(7, _logs.Messages.Count);
    }

    [Fact]
    public void Retry_AfterAMinuteWithoutTheError_IsInFullAgain()
    {
        _logger.WorkItemFailed(Error());
        _time.Advance(TimeSpan.FromMinutes(1));
        _logger.WorkItemFailed(Error());

        Assert.All(_logs.Messages, line => Assert.Equal("A work item could not be processed. The store tries again in a second.", line));
        Assert.Equal(2, _logs.Messages.Count);
    }

    // While the whole store fails, WriteFailureLog counts the writes, and passes no exception.
    [Fact]
    public void Line_WithoutAnException_IsWrittenEachTime()
    {
        for (var i = 0; i < 3; i++)
            _logger.WritesFailed(5, "a write", "the disk is full", error: null);

        Assert.Equal(3, _logs.Messages.Count);
    }

    [Fact]
    public void Line_AboutADamagedPage_IsWrittenEachTime()
    {
        for (var i = 0; i < 3; i++)
            _logger.WritesFailed(1, i, "damaged", new StoreWriteException("damaged", new SqliteException("malformed", raw.SQLITE_CORRUPT)));

        Assert.Equal(3, _logs.Messages.Count);
    }

    // What is not tried again is named each time.
    [Fact]
    public void Line_OfWorkThatIsNotTriedAgain_IsWrittenEachTime()
    {
        for (var row = 0; row < 3; row++)
            _logger.InstanceUnreadable(row, Error());

        Assert.Equal(3, _logs.Messages.Count);
    }

    [Fact]
    public void Lines_ThatSayTheyAreTriedAgain_AreBounded()
    {
        var retried = typeof(Log).GetMethods()
            .Select(method => method.GetCustomAttributes(typeof(Microsoft.Extensions.Logging.LoggerMessageAttribute), inherit: false))
            .SelectMany(attributes => attributes.Cast<Microsoft.Extensions.Logging.LoggerMessageAttribute>())
            .Where(line => line.Message.Contains("tries again in a second", StringComparison.Ordinal))
            .Select(line => line.EventId);

        Assert.Empty(retried.Except(Log.OfRetries));
    }

    private static SqliteException Error() => new("SQLite Error 10: 'the disk fails'.", raw.SQLITE_IOERR);
}
