using System.Reflection;
using DurableTask.Core;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Durable.Checks;
using EmbeddedFunctions.Hosting;
using EmbeddedFunctions.Http;
using EmbeddedFunctions.Http.Keys;
using EmbeddedFunctions.Invocation;
using EmbeddedFunctions.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions;

/// <summary>
/// Builds an <see cref="EmbeddedFunctionsApplication"/>. Extension methods that an app has for the worker's
/// <c>FunctionsApplicationBuilder</c> take this builder too if they are declared on one of its interfaces.
/// </summary>
public sealed class EmbeddedFunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly OwnAddress _ownAddress = new();
    private readonly FunctionTypes _types = new();
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _isManaged;

    internal EmbeddedFunctionsApplicationBuilder(string[] args)
    {
        _web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        DefaultConfiguration.AddTo(_web.Configuration);
        _web.Configuration.Sources.Insert(0, _ownAddress);
        ServiceRegistration.AddDefaults(_web.Services);
    }

    /// <summary>The app's services. What the app registers for the worker goes in here unchanged.</summary>
    public IServiceCollection Services => _web.Services;

    /// <summary>
    /// The app's configuration: appsettings.json beside the app's assemblies, environment variables, the command line.
    /// </summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <summary>The logging of the app.</summary>
    public ILoggingBuilder Logging => _web.Logging;

    /// <summary>The web host, for what can't be configured through <see cref="Services"/>.</summary>
    public IWebHostBuilder WebHost => _web.WebHost;

    /// <summary>
    /// The environment's name and folders. The content root is the folder of the app's assemblies, not the working
    /// directory: it's watched for changes of appsettings.json, and a working directory may contain a busy database.
    /// </summary>
    public IHostEnvironment Environment => _web.Environment;

    /// <summary>
    /// The host.json to read: routePrefix, hubName and the bounds on durable functions. Where there's no such file, the
    /// Functions host's own defaults apply. Default: host.json beside the app's assemblies.
    /// </summary>
    public string HostJsonPath { get; set; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>The metrics of the app.</summary>
    public IMetricsBuilder Metrics => _web.Metrics;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>
    /// Adds the functions of an assembly: the methods that carry <c>[Function]</c>. An app with functions in several
    /// assemblies calls it for each.
    /// </summary>
    public EmbeddedFunctionsApplicationBuilder AddFunctions(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _types.Add(assembly);
        return this;
    }

    /// <summary>Adds only the functions of these classes, for instance to test one of them.</summary>
    public EmbeddedFunctionsApplicationBuilder AddFunctions(params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        Array.ForEach(types, _types.Add);
        return this;
    }

    /// <summary>
    /// Sets where durable functions keep their state: an orchestration service of the Durable Task Framework that is an
    /// <see cref="IOrchestrationServiceClient"/> too. The app owns it and disposes it.
    /// </summary>
    public EmbeddedFunctionsApplicationBuilder UseOrchestrationService(
        Func<IServiceProvider, IOrchestrationService> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Services.AddSingleton(provider => OrchestrationServiceChecks.Require(factory(provider)));
        return this;
    }

    /// <summary>
    /// Serves the part of the Durable extension's HTTP API that reads and controls a single instance, below
    /// <c>/runtime/webhooks/durabletask/instances</c>: the links of <c>CreateCheckStatusResponse</c> lead there. Where
    /// keys are configured, a request needs the master key. Default: not served.
    /// </summary>
    public EmbeddedFunctionsApplicationBuilder MapDurableManagement()
    {
        _isManaged = true;
        return this;
    }

    /// <summary>
    /// Adds worker middleware, which runs around each call of a function. The worker's extension methods
    /// <c>UseMiddleware</c> and <c>UseWhen</c> call this method. Around an orchestrator, middleware must await only the
    /// next delegate.
    /// </summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>Checks every function and setting, and builds the app.</summary>
    /// <exception cref="StartRefusedException">
    /// The app can't be run as it is; the message names every fault.
    /// </exception>
    public EmbeddedFunctionsApplication Build()
    {
        var faults = new List<string>(_types.Faults);
        var host = HostConfiguration.Read(HostJsonPath, Configuration);
        var catalogue = new FunctionCatalogue(_types.All, host, Configuration, faults);
        var keys = new FunctionKeys(
            Configuration, [.. catalogue.Http.Select(function => function.Name), .. catalogue.Disabled], faults);
        StartChecks.CheckRegistrations(_types.All, Services, Configuration, _isManaged, faults);

        Services.AddSingleton(host);
        Services.AddSingleton(_ownAddress);
        ServiceRegistration.AddFunctions(Services, catalogue, new FunctionPipeline(_middleware), keys, faults);
        DefaultConfiguration.AddUrlTo(_web.Configuration);
        var urls = DefaultConfiguration.Urls(Configuration, faults);
        if (!keys.HasAny)
            faults.AddRange(LoopbackListeners.Faults(urls));

        ThrowIfAny(faults);
        _ownAddress.PublishFolder(Path.GetDirectoryName(Path.GetFullPath(HostJsonPath))!);
        _ownAddress.Publish(urls);
        var web = _web.Build();
        StartChecks.CheckServices(catalogue, web.Services, faults);
        if (faults.Count > 0)
        {
            ((IDisposable)web).Dispose();
            ThrowIfAny(faults);
        }

        HttpPipeline.Use(web, catalogue.Http, _isManaged ? ManagementEndpoints.Build() : [], keys);
        return new EmbeddedFunctionsApplication(web, catalogue.Served);
    }

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    private static void ThrowIfAny(List<string> faults)
    {
        if (faults.Count > 0)
            throw new StartRefusedException(faults);
    }
}
