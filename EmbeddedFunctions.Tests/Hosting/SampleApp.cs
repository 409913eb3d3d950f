using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.Hosting;

/// <summary>The sample app on a free loopback port, with everything that it logs.</summary>
public sealed class SampleApp : IAsyncDisposable
{
    private SampleApp(EmbeddedFunctionsApplication app, LogLines log)
    {
        App = app;
        Log = log;
        Address = new Uri(app.Urls.First());
    }

    public EmbeddedFunctionsApplication App { get; }

    public LogLines Log { get; }

    public Uri Address { get; }

    public static async Task<SampleApp> StartAsync(
        IEnumerable<Type> functions,
        Action<EmbeddedFunctionsApplicationBuilder>? configure = null,
        params string[] args)
    {
        var log = new LogLines();
        var builder = Builder(args);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddFunctions([.. functions]);
        configure?.Invoke(builder);
        var app = builder.Build();
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new SampleApp(app, log);
    }

    /// <summary>
    /// Creates a builder as the sample app's own Program would: without a routePrefix, on a free port.
    /// </summary>
    public static EmbeddedFunctionsApplicationBuilder Builder(params string[] args)
    {
        var builder = EmbeddedFunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", .. args]);
        builder.HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json");
        builder.Services.AddScoped<ScopedService>();
        builder.Services.AddSingleton<IExceptionHandler, BusyHandler>();
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
        return builder;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
