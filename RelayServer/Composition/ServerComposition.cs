using EmbeddedFunctions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using RelayFunctions.Delivery;
using RelayFunctions.Functions;
using RelayFunctions.Hosting;
using RelayFunctions.Storage;
using RelayServer.Faults;
using RelayServer.Http;
using RelayServer.Logging;
using RelayServer.Settings;
using RelayServer.Storage;
using RelayServer.Telemetry;

namespace RelayServer.Composition;

/// <summary>The server, composed from its settings. One fault does not hide the others.</summary>
/// <param name="App">The server; null if it can't be built.</param>
/// <param name="Configuration">The settings that it was built from.</param>
/// <param name="Faults">The faults, except those of the catalogue.</param>
internal sealed record ServerComposition(
    EmbeddedFunctionsApplication? App, IConfiguration Configuration, IReadOnlyList<string> Faults)
    : IAsyncDisposable
{
    /// <param name="args">Settings as the command line has them.</param>
    /// <param name="configure">Replaces parts in a test; runs last.</param>
    public static ServerComposition Compose(
        string[] args, Action<EmbeddedFunctionsApplicationBuilder>? configure = null)
    {
        var builder = EmbeddedFunctionsApplication.CreateBuilder(args);
        builder.Logging.AddBufferedConsole(builder.Configuration);
        // A message that failed is a failed orchestration. It has a log line of its own, and so has a fault of Relay.
        builder.Logging.AddFilter($"Function.{MessageDelivery.Orchestration}", LogLevel.None);
        builder.Services.AddRelay(builder.Configuration);
        var faults = UnknownSettings.FaultsIn(builder.Configuration).ToList();
        faults.AddRange(LogLevelSettings.RemoveInvalid(builder.Configuration));
        faults.AddRange(LogFormatSettings.RemoveInvalid(builder.Configuration));
        // Without a store, the builder would report only that fault.
        if (!faults.TryRun(() => builder.UseStorage()))
            builder.UseOrchestrationService(_ => throw new InvalidOperationException("There is no store."));
        var descriptors = DescriptorLimit.Read();
        builder.Services.AddSingleton(descriptors);
        builder.Services.PostConfigure<KestrelServerOptions>(
            kestrel => kestrel.Limits.MaxConcurrentConnections ??= descriptors.MaxConnections);
        builder.Services.AddHostedService<StartupLog>();
        builder.Services.AddSingleton<IStartupFilter, ResponseHeadersStartupFilter>();
        builder.Services.AddSingleton<IStartupFilter, ProblemDetailsStartupFilter>();
        builder.Services.AddSingleton<IStartupFilter, ConsoleRedirectStartupFilter>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DeliveryRules.ShutdownGrace);
        builder.AddFunctions(typeof(SendMessage).Assembly);
        builder.UseOutageMiddleware();
        builder.AddTelemetry(faults);
        configure?.Invoke(builder);
        EmbeddedFunctionsApplication? app = null;
        if (faults.TryRun(() => app = builder.Build()))
            faults.AddRange(KestrelSettings.FaultsIn(builder.Configuration, app!.Services));
        return new ServerComposition(app, builder.Configuration, faults);
    }

    /// <summary>Composes the server, or throws all its faults.</summary>
    /// <param name="args">Settings as the command line has them.</param>
    /// <param name="configure">Replaces parts in a test; runs last.</param>
    /// <exception cref="OptionsValidationException">The exception lists every fault.</exception>
    public static EmbeddedFunctionsApplication Build(
        string[] args, Action<EmbeddedFunctionsApplicationBuilder>? configure = null)
    {
        var composed = Compose(args, configure);
        return composed.Faults.Count == 0
            ? composed.App!
            : throw new OptionsValidationException(nameof(RelayServer), typeof(ServerComposition), composed.Faults);
    }

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? default;
}
