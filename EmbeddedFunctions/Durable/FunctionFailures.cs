using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Logs the exceptions of activities and orchestrators with their stack traces: the history has only their texts. The
/// category is that of the Functions host, <c>Function.NAME</c>, so that an app can switch off a function that fails on
/// purpose.
/// </summary>
internal sealed partial class FunctionFailures(ILoggerFactory loggers)
{
    public void OnActivityFailed(string name, string instanceId, Exception exception) =>
        LogActivityFailed(LoggerOf(name), exception, name, instanceId);

    public void OnOrchestratorFailed(string name, string instanceId, Exception exception) =>
        LogOrchestratorFailed(LoggerOf(name), exception, name, instanceId);

    private ILogger LoggerOf(string function) => loggers.CreateLogger($"Function.{function}");

    [LoggerMessage(Level = LogLevel.Error, Message = "Activity '{Name}' of instance '{InstanceId}' failed")]
    private static partial void LogActivityFailed(ILogger logger, Exception exception, string name, string instanceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestrator '{Name}' of instance '{InstanceId}' failed")]
    private static partial void LogOrchestratorFailed(
        ILogger logger, Exception exception, string name, string instanceId);
}
