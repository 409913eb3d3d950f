using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

/// <content>Failures with causes and properties.</content>
internal static partial class ContractOrchestrations
{
    private static void RegisterFailures(TaskHubWorker worker)
    {
        worker.ExceptionPropertiesProvider = new ExceptionDataProvider();
        worker.Activity("Overdraw", text => throw new InvalidOperationException(
            "no money", new ArgumentException("too much"))
        { Data = { ["limit"] = 10L, ["currency"] = text } });
        worker.Orchestration("Explain", Explain);
    }

    private static async Task<string> Explain(OrchestrationContext context, Events events, string input)
    {
        try
        {
            return await context.ScheduleTask<string>("Overdraw", "", input);
        }
        catch (TaskFailedException exception)
        {
            var outer = exception.FailureDetails!;
            var inner = outer.InnerFailure!;
            return $"{outer.ErrorType}: {outer.ErrorMessage} {outer.Properties!["limit"]} {outer.Properties["currency"]}"
                + $" < {inner.ErrorType}: {inner.ErrorMessage}";
        }
    }

    private sealed class ExceptionDataProvider : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) =>
            exception.Data.Count == 0
                ? null
                : exception.Data.Keys.Cast<string>().ToDictionary(key => key, key => exception.Data[key]);
    }
}
