using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>The activities of <see cref="SampleOrchestrators"/>.</summary>
public sealed class SampleActivities(CallRecorder recorder)
{
    [Function(nameof(SayHello))]
    public static string SayHello([ActivityTrigger] string city) => $"Hello, {city}!";

    [Function(nameof(ListFiles))]
    public static string[] ListFiles([ActivityTrigger] string folder) =>
        [.. Enumerable.Range(0, folder.Length).Select(size => $"{folder}/{size}")];

    [Function(nameof(CopyFile))]
    public static long CopyFile([ActivityTrigger] string file) =>
        long.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture);

    [Function(nameof(SendCode))]
    public static int SendCode([ActivityTrigger] string phone) => 42;

    /// <summary>Returns whether it was called that often before.</summary>
    [Function(nameof(HasEnded))]
    public bool HasEnded([ActivityTrigger] int rounds) => recorder.Count(nameof(HasEnded)) > rounds;

    [Function(nameof(CleanUp))]
    public void CleanUp([ActivityTrigger] int round) => recorder.Lines.Enqueue($"round {round}");
}
