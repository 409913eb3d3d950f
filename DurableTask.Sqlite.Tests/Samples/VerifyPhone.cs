using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Human interaction: a code is sent, and the user has three tries within 90 seconds.</summary>
internal sealed class VerifyPhone : TaskOrchestration<bool, string, int, string>
{
    private TaskCompletionSource<int> _response = new();

    public override async Task<bool> RunTask(OrchestrationContext context, string input)
    {
        var code = await context.ScheduleTask<int>("SendCode", "", input);
        using var cancellation = new CancellationTokenSource();
        var timeout = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(90), false, cancellation.Token);
        for (var responses = 0; responses < 3; responses++)
        {
            if (await Task.WhenAny(_response.Task, timeout) == timeout)
                return false;
            if (await _response.Task == code)
            {
                cancellation.Cancel();
                return true;
            }

            _response = new TaskCompletionSource<int>();
        }

        cancellation.Cancel();
        return false;
    }

    public override void OnEvent(OrchestrationContext context, string name, int input) => _response.TrySetResult(input);
}
