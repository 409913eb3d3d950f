using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Compensation: if a booking fails, the earlier ones are cancelled, in reverse order.</summary>
internal sealed class BookTrip : TaskOrchestration<string, string[]>
{
    public override async Task<string> RunTask(OrchestrationContext context, string[] input)
    {
        var booked = new Stack<string>();
        try
        {
            foreach (var part in input)
            {
                await context.ScheduleTask<bool>("Book", "", part);
                booked.Push(part);
            }

            return "booked";
        }
        catch (TaskFailedException exception)
        {
            while (booked.TryPop(out var part))
                await context.ScheduleTask<bool>("Cancel", "", part);
            return exception.FailureDetails!.ErrorMessage;
        }
    }
}
