using EmbeddedFunctions.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>A clock on which, once it steps, a minute passes whenever an elapsed time is measured.</summary>
public sealed class SteppingClock() : FakeTimeProvider(DurableApp.Start)
{
    private int _steps;

    /// <summary>Called at each step with its number; none until this is set.</summary>
    public Action<int>? OnStep { get; set; }

    public override long GetTimestamp()
    {
        if (OnStep is { } step)
        {
            Advance(TimeSpan.FromMinutes(1));
            step(Interlocked.Increment(ref _steps));
        }

        return base.GetTimestamp();
    }
}
