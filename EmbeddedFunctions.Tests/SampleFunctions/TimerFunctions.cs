using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class TimerFunctions(CallRecorder recorder, TimeProvider time)
{
    [Function(nameof(EveryQuarter))]
    public void EveryQuarter([TimerTrigger("%Quarter%")] TimerInfo timer)
    {
        recorder.Lines.Enqueue($"quarter {time.GetUtcNow():HH:mm:ss} last {timer.ScheduleStatus!.Last:HH:mm:ss} "
            + $"next {timer.ScheduleStatus.Next:HH:mm:ss} {timer.IsPastDue}");
    }

    [Function(nameof(AtStart))]
    public Task AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer)
    {
        recorder.Gate("start").TrySetResult();
        throw new InvalidOperationException("A bug in a timer.");
    }

    [Function(nameof(UntilStopped))]
    public async Task UntilStopped([TimerTrigger("0 0 9 * * *")] TimerInfo timer, CancellationToken stopping)
    {
        recorder.Gate("waits").TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping);
    }
}
