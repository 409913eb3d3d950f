namespace EmbeddedFunctions;

/// <summary>
/// The app can't be started as it is. The message is meant for a person: it names each function, parameter or setting
/// that is at fault, and no stack trace is needed to act on it.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Creates the exception for one fault.</summary>
    public StartRefusedException(string fault)
        : this([fault])
    {
    }

    /// <summary>Creates the exception for all faults that were found.</summary>
    public StartRefusedException(IReadOnlyList<string> faults)
        : base(Describe(faults))
    {
        Faults = faults;
    }

    /// <summary>Every fault that was found, each a sentence that names its place.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return faults.Count == 1 ? faults[0] : $"{faults.Count} faults: {string.Join(' ', faults)}";
    }
}
