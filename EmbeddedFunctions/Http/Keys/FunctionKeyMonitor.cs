using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace EmbeddedFunctions.Http.Keys;

/// <summary>
/// Reads the function keys again when the configuration changes, so that a revoked key is rejected immediately, and
/// warns once of each that could be guessed.
/// </summary>
internal sealed partial class FunctionKeyMonitor(
    FunctionKeys keys, IConfiguration configuration, ILogger<FunctionKeyMonitor> logger) : IHostedService
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private IDisposable? _watch;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Warn();
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _watch?.Dispose();
        return Task.CompletedTask;
    }

    private void Reload()
    {
        foreach (var fault in keys.Reload())
            LogRejected(fault.TrimEnd('.'));
        Warn();
    }

    private void Warn()
    {
        lock (_warned)
        {
            foreach (var warning in keys.Warnings.Where(_warned.Add))
                LogWarning(warning);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The previous function keys stay in force: {Fault}")]
    private partial void LogRejected(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function keys: {Warning}")]
    private partial void LogWarning(string warning);
}
