namespace RelayServer.Faults;

/// <summary>Collects the faults of a start, so that one of them does not hide the others.</summary>
internal static class FaultListExtensions
{
    /// <summary>Runs a step of the start and collects its faults, so that the next step can run.</summary>
    /// <returns>Whether the step had no fault.</returns>
    public static bool TryRun(this List<string> faults, Action step)
    {
        try
        {
            step();
            return true;
        }
        // Libraries throw exceptions of any type for a setting that they can't use.
        catch (Exception exception)
        {
            faults.AddRange(StartFaults.Of(exception, configuration: null));
            return false;
        }
    }
}
