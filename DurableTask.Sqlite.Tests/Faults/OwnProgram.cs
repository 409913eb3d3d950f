using System.Diagnostics;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>This test program as another process.</summary>
internal static class OwnProgram
{
    public static ProcessStartInfo Requeue()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(OwnProgram).Assembly.Location);
        return start;
    }
}
