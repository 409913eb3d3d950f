using System.Text;
using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>The end of an instance, as its row stores it.</summary>
/// <param name="Name">The name of the orchestration.</param>
/// <param name="Status">The final status.</param>
/// <param name="At">When the instance ended, in UTC ticks.</param>
/// <param name="CustomStatus">The last custom status.</param>
/// <param name="Output">The output.</param>
/// <param name="Failure">The failure, encoded.</param>
internal readonly record struct EndedInstance(
    string Name, OrchestrationStatus Status, long At, string? CustomStatus, string? Output, byte[]? Failure)
{
    /// <summary>How many bytes of the row it takes.</summary>
    public int Bytes => sizeof(long) + BytesOf(CustomStatus) + BytesOf(Output) + (Failure?.Length ?? 0);

    private static int BytesOf(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
