using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Retries with a growing pause: 5, 10, 20 and then 30 seconds, five attempts in all.</summary>
internal sealed class ChargeCard : TaskOrchestration<string, string>
{
    private static readonly RetryOptions Retries = new(TimeSpan.FromSeconds(5), maxNumberOfAttempts: 5)
    {
        BackoffCoefficient = 2,
        MaxRetryInterval = TimeSpan.FromSeconds(30),
        Handle = exception => exception.Message != "stolen",
    };

    public override Task<string> RunTask(OrchestrationContext context, string input) =>
        context.ScheduleWithRetry<string>("Charge", "", Retries, input);
}
