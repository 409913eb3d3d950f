namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>Takes the results of Fluid's tasks. No template awaits anything, so they are complete.</summary>
internal static class TemplateTask
{
    public static T ResultOf<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
