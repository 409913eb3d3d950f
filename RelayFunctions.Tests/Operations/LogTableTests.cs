using System.Reflection;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.Extensions.Logging;
using RelayFunctions.Functions;
using RelayFunctions.Tests.Hosting;
using RelayServer;

namespace RelayFunctions.Tests.Operations;

/// <summary>docs/operations.md lists each log line of Warning and above, with what to do.</summary>
public sealed class LogTableTests
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Assemblies =
    [
        typeof(SendMessage).Assembly, typeof(RelayServerApplication).Assembly,
        typeof(EmbeddedFunctionsApplication).Assembly, typeof(SqliteOrchestrationService).Assembly,
    ];

    [Fact]
    public void LogTable_EachWarningAndError_IsInIt()
    {
        var page = File.ReadAllText(Path.Combine(BuildOutput.Root, "docs", "operations.md"));
        var messages = Lines()
            .Where(line => line.Message.Level is >= LogLevel.Warning and < LogLevel.None)
            .Select(line => line.Message.Message)
            .ToArray();

        Assert.NotEmpty(messages);
        Assert.DoesNotContain(messages, message => !page.Contains($"| `{message}` | ", StringComparison.Ordinal));
    }

    // A type's lines have one category. Without an explicit id, a line gets one that is derived from its method's name.
    [Fact]
    public void EventIds_InALogCategory_AreUnique()
    {
        var twice = Lines()
            .GroupBy(line => (
                line.Method.DeclaringType,
                Id: line.Message.EventId > 0 ? $"{line.Message.EventId}" : line.Message.EventName ?? line.Method.Name))
            .Where(lines => lines.Count() > 1)
            .Select(lines => lines.Key);
        Assert.Empty(twice);
    }

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Message)> Lines() =>
        from assembly in Assemblies
        from type in assembly.GetTypes()
        from method in type.GetMethods(Any)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (method, message);
}
