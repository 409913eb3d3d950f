using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Tests.Service;

public sealed class LoggingTests
{
    private const string Refusal = "CREATE TRIGGER refuse BEFORE INSERT ON instances BEGIN SELECT RAISE(ABORT, 'no'); END";

    // A logger that writes to a file throws on a full disk: an exception on the writer's thread would end the process.
    [Fact]
    public async Task Write_FailsAndSoDoesTheLog_FailsItsCallerOnly()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "hub.db");
        await using var service = new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = path }, new FailingLogs());
        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute(Refusal);
        await Assert.ThrowsAnyAsync<Exception>(() => service.CreateAsync("one"));

        database.Execute("DROP TRIGGER refuse");
        await service.CreateAsync("two");
        Assert.Equal("two", (await service.TakeAsync())!.InstanceId);
    }

    private sealed class FailingLogs : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => throw new IOException("No space left on device.");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
