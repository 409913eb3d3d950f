using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>
/// The output of host and workers, in order, to diagnose a failed test; and the log of the host, at the levels of
/// host.json and under the categories that the Functions host gives to what it logs.
/// </summary>
internal sealed class HostLog : IDisposable
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentQueue<HostLogLine> _lines = new();
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _console;

    /// <param name="logging">The section <c>logging</c> of host.json.</param>
    public HostLog(IConfiguration logging)
    {
        _loggers = LoggerFactory.Create(builder => Configure(builder, logging));
        _console = _loggers.CreateLogger("Host.Function.Console");
    }

    /// <summary>The lines of the host's log so far.</summary>
    public IReadOnlyList<HostLogLine> Lines => [.. _lines];

    /// <summary>Has a logging system write into this log, at the levels of host.json.</summary>
    public void Configure(ILoggingBuilder builder, IConfiguration logging) =>
        builder.AddConfiguration(logging).AddProvider(new HostLogProvider(this));

    /// <summary>Records output that is not part of the host's log.</summary>
    public void Write(string source, string? line)
    {
        if (line is not null)
            _all.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {source}: {line}");
    }

    /// <summary>Adds a line of the host's log that has passed host.json's levels.</summary>
    public void Add(HostLogLine line)
    {
        _lines.Enqueue(line);
        Write($"host {line.Category} {line.Level}", line.Text);
    }

    /// <summary>Logs a line of a worker's standard output.</summary>
    public void WriteConsole(string? line)
    {
        if (line is not null)
            _console.LogInformation("{Line}", line);
    }

    /// <summary>The logger of the host's own lines about a function's invocations.</summary>
    public ILogger OfFunction(string name) => _loggers.CreateLogger($"Function.{name}");

    /// <summary>The logger of a worker's lines in a function's invocations.</summary>
    public ILogger OfInvocations(string function) => _loggers.CreateLogger($"Function.{function}.User");

    public Task SaveAsync(string path) => File.WriteAllLinesAsync(path, _all);

    public void Dispose() => _loggers.Dispose();
}
