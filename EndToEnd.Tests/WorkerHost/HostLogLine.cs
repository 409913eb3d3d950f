using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>A line of the host's log.</summary>
internal sealed record HostLogLine(string Category, LogLevel Level, string Text);
