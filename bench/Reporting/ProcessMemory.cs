using System.Globalization;

namespace Bench.Reporting;

/// <summary>A process's resident memory in MiB, as the kernel has it.</summary>
internal static class ProcessMemory
{
    /// <summary>Of this process.</summary>
    public static double Now => Of(Environment.ProcessId);

    /// <summary>The most that this process ever had.</summary>
    public static double Peak => PeakOf(Environment.ProcessId);

    public static double Of(int process) => Read(process, "VmRSS:");

    /// <summary>The most that the process ever had.</summary>
    public static double PeakOf(int process) => Read(process, "VmHWM:");

    private static double Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
