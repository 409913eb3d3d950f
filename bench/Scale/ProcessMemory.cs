using System.Globalization;

namespace Bench.Scale;

/// <summary>This process's resident memory in MiB, as the kernel has it.</summary>
internal static class ProcessMemory
{
    public static double Now => Read("VmRSS:");

    public static double Peak => Read("VmHWM:");

    private static double Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
