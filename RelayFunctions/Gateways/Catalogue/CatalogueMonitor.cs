using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Gateways.Catalogue;

/// <summary>
/// Holds the catalogue in use. It is read before anything else starts; then a fault stops the start. It is read again
/// when its file or the configuration changes; then a fault is logged, and the catalogue in use stays.
/// </summary>
public sealed class CatalogueMonitor : IHostedLifecycleService, IDisposable
{
    /// <summary>
    /// The file may be read while it is written, so a fault is reported only if it is still there after this time.
    /// </summary>
    private static readonly TimeSpan FaultConfirmationDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it is checked whether a certificate is about to expire.</summary>
    private static readonly TimeSpan CertificateCheckInterval = TimeSpan.FromHours(1);

    private readonly CatalogueSource _source;
    private readonly CatalogueLog _log;
    private readonly ITimer _faultConfirmation;
    private readonly ITimer _certificateCheck;
    private readonly Lock _loading = new();
    private volatile LoadedCatalogue? _current;
    private volatile IReadOnlyList<string> _rejectedFaults = [];

    /// <summary>Called by dependency injection.</summary>
    public CatalogueMonitor(CatalogueSource source, TimeProvider time, ILogger<CatalogueMonitor> logger)
    {
        _source = source;
        _log = new CatalogueLog(logger);
        _faultConfirmation = time.CreateTimer(
            _ => Reload(isConfirmation: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _certificateCheck = time.CreateTimer(
            _ => CheckCertificates(), null, CertificateCheckInterval, CertificateCheckInterval);
    }

    /// <summary>The catalogue in use.</summary>
    /// <exception cref="OptionsValidationException">
    /// The catalogue is read for the first time and has faults; the exception lists them.
    /// </exception>
    public GatewayCatalogue Current
    {
        get
        {
            if (_current is { } current)
                return current.Catalogue;

            lock (_loading)
                return (_current ??= _source.Load().ThrowIfFaulty()).Catalogue;
        }
    }

    /// <summary>Probable mistakes in the catalogue in use or its settings that do no harm.</summary>
    public IReadOnlyList<string> Warnings => _current?.Warnings ?? [];

    /// <summary>The faults of a change that was rejected, for as long as it is in the file; empty for none.</summary>
    public IReadOnlyList<string> RejectedFaults => _rejectedFaults;

    /// <summary>The full path of the catalogue's file.</summary>
    public string File => _source.File;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // The watch begins before the file is read, so no change is missed.
        _source.Watch(
            () => Reload(isConfirmation: false),
            exception => _log.SettingRejected(exception.GetType().Name, exception.StackTrace));
        lock (_loading)
            Use(_source.Load().ThrowIfFaulty());

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Repeated here: when the catalogue was loaded, no exporter of metrics listened to the counters yet.
        MessageMetrics.OnCatalogue(Current.Names);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _faultConfirmation.Dispose();
        _certificateCheck.Dispose();
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Use(LoadedCatalogue loaded, LoadedCatalogue? previous = null)
    {
        // The counters of a gateway must exist before a message can be sent to it.
        MessageMetrics.OnCatalogue(loaded.Catalogue.Names);
        _current = loaded;
        _log.Loaded(_source.File, loaded, previous);
    }

    // Called by a timer and by change tokens: an exception would end the process or the watch.
    private void Reload(bool isConfirmation)
    {
        try
        {
            lock (_loading)
            {
                if (_current is { } current)
                    Replace(current, _source.Load(), isConfirmation);
            }
        }
        catch (Exception exception)
        {
            // The exception's message could repeat a value, which could be a secret.
            _log.Unreadable(exception.GetType().Name, exception.StackTrace);
        }
    }

    private void CheckCertificates()
    {
        if (_current?.Catalogue.Certificates.Any() == true)
            Reload(isConfirmation: false);
    }

    private void Replace(LoadedCatalogue current, LoadedCatalogue loaded, bool isConfirmation)
    {
        if (loaded.Faults.Count == 0)
        {
            var wasRejected = _rejectedFaults.Count > 0;
            _rejectedFaults = [];
            if (loaded.IsSameAs(current))
            {
                if (wasRejected)
                    _log.Restored(_source.File);
                _log.Warn(loaded.Warnings.Except(current.Warnings));
                _current = current with { Warnings = loaded.Warnings };
                return;
            }

            Use(loaded, previous: current);
        }
        else if (isConfirmation)
        {
            // Called several times for one change: both the file's watcher and the poll of its content notice it.
            if (loaded.Faults.SequenceEqual(_rejectedFaults))
                return;

            _rejectedFaults = loaded.Faults;
            _log.Rejected(loaded.Faults);
        }
        else
        {
            _faultConfirmation.Change(FaultConfirmationDelay, Timeout.InfiniteTimeSpan);
        }
    }
}
