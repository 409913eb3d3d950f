using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>Replaces an activity that the app doesn't have: a call of it fails with a message that says so.</summary>
internal sealed class MissingActivity(string name) : TaskActivity
{
    /// <summary>The activity of <c>CallHttpAsync</c>, which on Azure belongs to the Durable extension's host.</summary>
    private const string CallHttp = "BuiltIn::HttpActivity";

    public override string Run(TaskContext context, string input) => throw (name == CallHttp
        ? new NotSupportedException("CallHttpAsync is not supported here: call an activity that sends the request.")
        : new InvalidOperationException($"The app has no activity function '{name}', or it's disabled."));
}
