using EmbeddedFunctions.Http.Keys;
using EmbeddedFunctions.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions;

/// <summary>The functions of an isolated Azure Functions app, in this process.</summary>
public sealed class EmbeddedFunctionsApplication : IAsyncDisposable
{
    private readonly WebApplication _web;
    // A run disposes of the services that it would be asked from.
    private readonly IHostApplicationLifetime _lifetime;
    private bool _isDisposed;

    internal EmbeddedFunctionsApplication(WebApplication web, IReadOnlyList<ServedFunction> functions) =>
        (_web, _lifetime, Functions) = (web, web.Lifetime, functions);

    /// <summary>The functions that the app serves.</summary>
    public IReadOnlyList<ServedFunction> Functions { get; }

    /// <summary>What a start would warn of: function keys that could be guessed, by their settings.</summary>
    public IReadOnlyList<string> Warnings => Services.GetRequiredService<FunctionKeys>().Warnings;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>The addresses that the server is bound to, with their real ports; none before the start.</summary>
    public ICollection<string> Urls => _web.Urls;

    /// <summary>
    /// Starts a builder with the usual configuration: appsettings.json beside the app's assemblies, environment
    /// variables, these arguments.
    /// </summary>
    public static EmbeddedFunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new EmbeddedFunctionsApplicationBuilder(args);
    }

    /// <summary>Runs the app until the process is told to stop.</summary>
    /// <exception cref="StartRefusedException">An address other than loopback is configured, and no key is.</exception>
    public void Run() => _web.Run();

    /// <summary>Runs the app until the token fires or the process is told to stop.</summary>
    public Task RunAsync(CancellationToken cancellationToken = default) => ((IHost)_web).RunAsync(cancellationToken);

    /// <summary>Starts the app: it listens, then durable functions run.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _web.StartAsync(cancellationToken);

    /// <summary>
    /// Stops the app: it accepts no more requests and lets running calls end, for at most HostOptions.ShutdownTimeout.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _web.StopAsync(cancellationToken);

    /// <summary>
    /// Waits until no timer function runs and none is due at the clock's current time. A test on a virtual clock calls
    /// it before and after it advances the clock, since the occurrences during a run become one run right after it. It
    /// ends with the app's stop, and not before its start.
    /// </summary>
    public Task WhenTimersIdleAsync(CancellationToken cancellationToken = default) =>
        Services.GetRequiredService<TimerWaits>().WhenIdleAsync(cancellationToken);

    /// <summary>
    /// Stops the app, unless it has stopped or never started, and disposes its services. After a run it does nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;

        if (_lifetime.ApplicationStarted.IsCancellationRequested
            && !_lifetime.ApplicationStopped.IsCancellationRequested)
        {
            await _web.StopAsync();
        }

        await _web.DisposeAsync();
    }
}
