using EmbeddedFunctions;
using Microsoft.Extensions.Options;

namespace RelayServer.Settings;

internal static class FaultCollection
{
    /// <summary>Runs a step of the start and collects its faults, so that the next step can run.</summary>
    /// <returns>Whether the step had no fault.</returns>
    public static bool Try(this List<string> faults, Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (OptionsValidationException exception)
        {
            faults.AddRange(exception.Failures);
        }
        catch (StartRefusedException exception)
        {
            // A list of faults separates them itself.
            faults.AddRange(exception.Faults.Select(fault => fault.TrimEnd('.')));
        }

        return false;
    }
}
