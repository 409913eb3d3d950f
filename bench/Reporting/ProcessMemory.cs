using System.Globalization;

namespace Bench.Reporting;

/// <summary>A process's resident memory in MiB, as the kernel has it.</summary>
internal static class ProcessMemory
{
    /// <summary>The resident memory of this process.</summary>
    public static double Now => Of(Environment.ProcessId);

    /// <summary>The peak of this process.</summary>
    public static double Peak => PeakOf(Environment.ProcessId);

    public static double Of(int process) => Read(process, "VmRSS:");

    /// <summary>The peak of a process.</summary>
    public static double PeakOf(int process) => Read(process, "VmHWM:");

    private static double Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
