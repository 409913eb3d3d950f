using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Timer functions whose calls end when the test opens their gates.</summary>
public static class SlowTimers
{
    public sealed class ByCron(CallRecorder recorder, TimeProvider time)
    {
        [Function(nameof(ByCron))]
        public Task RunAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer) => CallAsync(recorder, time, timer);
    }

    public sealed class ByInterval(CallRecorder recorder, TimeProvider time)
    {
        [Function(nameof(ByInterval))]
        public Task RunAsync([TimerTrigger("00:10:00")] TimerInfo timer) => CallAsync(recorder, time, timer);
    }

    public sealed class UntilStopped(CallRecorder recorder, TimeProvider time)
    {
        [Function(nameof(UntilStopped))]
        public Task RunAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken stopping) =>
            CallAsync(recorder, time, timer).WaitAsync(stopping);
    }

    public sealed class BlockingAtStart(CallRecorder recorder)
    {
        /// <summary>Holds its thread until the app has started, or for far longer than a start takes.</summary>
        [Function(nameof(BlockingAtStart))]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer)
        {
            var hasStarted = recorder.Gate("app has started").Task.Wait(TimeSpan.FromSeconds(30));
            recorder.Lines.Enqueue(hasStarted ? "the app has started" : "the app waits");
        }
    }

    private static async Task CallAsync(CallRecorder recorder, TimeProvider time, TimerInfo timer)
    {
        var call = recorder.Count("call");
        recorder.Lines.Enqueue($"{time.GetUtcNow():HH:mm:ss} last {timer.ScheduleStatus!.Last:HH:mm:ss} "
            + $"next {timer.ScheduleStatus.Next:HH:mm:ss} {timer.IsPastDue}");
        recorder.Gate($"begin {call}").SetResult();
        await recorder.Gate($"end {call}").Task;
    }
}
