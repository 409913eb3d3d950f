using System.Reflection;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Tests.Common;

public sealed class LogTests
{
    private static readonly LoggerMessageAttribute[] Messages =
    [
        .. typeof(SqliteOrchestrationService).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>(),
    ];

    // All log messages of the store share one category, so their event ids must be unique.
    [Fact]
    public void EventIds_AreUniqueAndSet()
    {
        Assert.NotEmpty(Messages);
        Assert.Equal(Messages.Length, Messages.Select(message => message.EventId).Distinct().Count());
        Assert.All(Messages, message => Assert.InRange(message.EventId, 1, 1_000));
    }
}
