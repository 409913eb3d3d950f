namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>The builds of the sample apps, whose output folders have the same layout as this test's.</summary>
internal static class SampleAssembly
{
    /// <summary>The path of a sample's assembly, for the configuration and framework of this build.</summary>
    public static string PathOf(string sample)
    {
        var output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var project = Path.GetFullPath(Path.Combine(output, "../../.."));
        return Path.Combine(project, "../samples", sample, Path.GetRelativePath(project, output), sample + ".dll");
    }
}
