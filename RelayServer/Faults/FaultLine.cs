namespace RelayServer.Faults;

/// <summary>Makes a fault the line that an operator reads: one line, without a full stop at its end.</summary>
internal static class FaultLine
{
    private const string Ellipsis = "...";

    public static string Of(string fault)
    {
        var line = fault.ReplaceLineEndings(" ").TrimEnd();
        return line.EndsWith('.') && !line.EndsWith(Ellipsis, StringComparison.Ordinal) ? line[..^1] : line;
    }
}
