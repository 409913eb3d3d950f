namespace EmbeddedFunctions;

/// <summary>
/// The app can't be started. The message is written for the operator and names each function, parameter or setting at
/// fault; no stack trace is needed.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Creates the exception for one fault.</summary>
    internal StartRefusedException(string fault)
        : this([fault])
    {
    }

    /// <summary>Creates the exception for all faults that were found.</summary>
    internal StartRefusedException(IReadOnlyList<string> faults)
        : base(Describe(faults))
    {
        Faults = faults;
    }

    /// <summary>Every fault, each a sentence that names its function, parameter or setting.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return faults.Count == 1 ? faults[0] : $"{faults.Count} faults: {string.Join(' ', faults)}";
    }
}
