using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>Replaces an activity that the app doesn't have: a call of it fails with a message that says so.</summary>
internal sealed class MissingActivity(string name) : TaskActivity
{
    public override string Run(TaskContext context, string input) =>
        throw new InvalidOperationException($"The app has no activity function '{name}', or it's disabled.");
}
