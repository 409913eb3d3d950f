using DurableTask.Sqlite.Tests.Support;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SQLitePCL;

namespace DurableTask.Sqlite.Tests.Writing;

public sealed class WriteFailureLogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Logs _logs = new();
    private readonly WriteFailureLog _failures;

    public WriteFailureLogTests() => _failures = new WriteFailureLog(_logs, _time);

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Failures_OfAFullDisk_AreALineInTenSecondsWithoutAStackTrace()
    {
        for (var second = 0; second < 21; second++)
        {
            _failures.OnFailed(5, "a write", Full());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [
                "The store could not be changed: 5 writes failed (a write). the disk is full",
                "The store could not be changed: 50 writes failed (a write). the disk is full",
                "The store could not be changed: 50 writes failed (a write). the disk is full",
            ],
            _logs.Messages);
    }

    [Fact]
    public void Failures_OfSingleWrites_AreALineEach()
    {
        for (var i = 0; i < 3; i++)
            _failures.OnFailed(1, "a write", new InvalidOperationException("no"));

        Assert.Equal(3, _logs.Messages.Count);
    }

    [Fact]
    public void Failure_OfAnotherReason_IsALineAtOnceAfterTheCountOfTheOneBefore()
    {
        for (var i = 0; i < 3; i++)
            _failures.OnFailed(4, "a write", Full());
        _time.Advance(TimeSpan.FromHours(6));
        _failures.OnFailed(1, "another write", new InvalidOperationException("no such row"));

        Assert.Equal(
            [
                "The store could not be changed: 4 writes failed (a write). the disk is full",
                "The store could not be changed: 8 writes failed (a write). the disk is full",
                "The store could not be changed: 1 writes failed (another write). no such row",
            ],
            _logs.Messages);
    }

    [Fact]
    public void Success_AfterFailuresThatWereNotLogged_LogsTheirCountOnce()
    {
        for (var i = 0; i < 3; i++)
            _failures.OnFailed(4, "a write", Full());
        _failures.OnSucceeded();
        Assert.Single(_logs.Messages);

        _time.Advance(TimeSpan.FromSeconds(10));
        _failures.OnSucceeded();
        _failures.OnSucceeded();

        Assert.Equal(
            [
                "The store could not be changed: 4 writes failed (a write). the disk is full",
                "The store could not be changed: 8 writes failed (a write). the disk is full",
            ],
            _logs.Messages);
    }

    private static StoreWriteException Full() => new("the disk is full", new SqliteException("full", raw.SQLITE_FULL));
}
