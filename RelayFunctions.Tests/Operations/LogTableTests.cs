using System.Reflection;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.Extensions.Logging;
using RelayFunctions.Functions;
using RelayFunctions.Tests.Hosting;
using RelayServer;

namespace RelayFunctions.Tests.Operations;

/// <summary>docs/operations.md says of each log line of Warning and above what it asks for.</summary>
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
        var messages = Assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(Any))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .Where(line => line?.Level is >= LogLevel.Warning and < LogLevel.None)
            .Select(line => line!.Message)
            .ToArray();

        Assert.NotEmpty(messages);
        Assert.DoesNotContain(messages, message => !page.Contains($"| `{message}` | ", StringComparison.Ordinal));
    }
}
