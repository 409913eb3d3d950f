using System.Globalization;

namespace RelayServer.Http;

/// <summary>
/// How many file descriptors the process may have. Callers get at most half of them: without a descriptor, gateways
/// can't be connected to, and .NET never retries an assembly that failed to load.
/// </summary>
/// <param name="Descriptors">The hard limit, to which .NET raises the soft one; null if there is none.</param>
internal sealed record DescriptorLimit(long? Descriptors)
{
    /// <summary>
    /// A start warns below this number: an idle server has about 310 descriptors open, up to 900 requests run at once,
    /// and callers get half of the limit.
    /// </summary>
    private const long WarningThreshold = 4_096;

    private const string LimitsFile = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>How many callers can be connected at once; null for no bound.</summary>
    public long? MaxConnections => Descriptors / 2;

    /// <summary>Whether a start warns of the limit.</summary>
    public bool IsLow => Descriptors < WarningThreshold;

    /// <summary>Reads the limit of this process; there is none on systems other than Linux.</summary>
    public static DescriptorLimit Read() => new(File.Exists(LimitsFile) ? Parse(File.ReadLines(LimitsFile)) : null);

    /// <summary>Reads the limit from lines of name, soft limit, hard limit and unit.</summary>
    public static long? Parse(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
        && line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var hard, ..]
        && long.TryParse(hard, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}
