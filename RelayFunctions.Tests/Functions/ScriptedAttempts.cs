using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Delivery;
using RelayFunctions.Functions.Durable;

namespace RelayFunctions.Tests.Functions;

/// <summary>Replaces the activity that calls the gateway, so that a test sets what each attempt reports.</summary>
public sealed class ScriptedAttempts(ScriptedAttempts.Script script)
{
    /// <summary>Returns the report of the script.</summary>
    [Function(nameof(SendToGateway))]
    public AttemptReport Run([ActivityTrigger] AttemptRequest request)
    {
        script.Requests.Enqueue(request);
        return script.Report(request);
    }

    /// <summary>The reports of the attempts, and their requests.</summary>
    public sealed class Script
    {
        /// <summary>Decides each report.</summary>
        public Func<AttemptRequest, AttemptReport> Report { get; set; } = _ => throw new InvalidOperationException("s3cret");

        /// <summary>The requested attempts.</summary>
        public ConcurrentQueue<AttemptRequest> Requests { get; } = new();
    }
}
