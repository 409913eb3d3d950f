using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Durable;
using EmbeddedFunctions.Http;
using EmbeddedFunctions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Hosting;

/// <summary>
/// Every function of the app, by trigger. Built once at start; a function that can't be run is a fault.
/// </summary>
internal sealed class FunctionCatalogue
{
    private readonly List<HttpFunction> _http = [];
    private readonly List<OrchestratorFunction> _orchestrators = [];
    private readonly List<ActivityFunction> _activities = [];
    private readonly List<TimerFunction> _timers = [];

    public FunctionCatalogue(
        IEnumerable<Type> types, HostConfiguration host, IConfiguration configuration, List<string> faults)
    {
        var found = FunctionDiscovery.Find(types)
            .ToLookup(function => DisabledFunctions.IsDisabled(function.Name, configuration, faults));
        Disabled = [.. found[true].Select(function => function.Name)];
        All = FunctionDiscovery.Describe(found[false], faults);
        foreach (var function in All)
            Add(function, host, configuration, faults);

        TimeZoneChecks.Check(_timers, configuration, faults);
        RejectDuplicateNames("orchestrators", _orchestrators.Select(f => f.Name), faults);
        RejectDuplicateNames("activities", _activities.Select(f => f.Name), faults);
    }

    /// <summary>Every function that is served.</summary>
    public IReadOnlyList<FunctionDescriptor> All { get; }

    /// <summary>The names of the functions that a setting disables.</summary>
    public IReadOnlyList<string> Disabled { get; }

    public IReadOnlyList<HttpFunction> Http => _http;

    public IReadOnlyList<TimerFunction> Timers => _timers;

    public DurableFunctions Durable => new(_orchestrators, _activities);

    /// <summary>The public description of every function that is served.</summary>
    public IReadOnlyList<ServedFunction> Served =>
        [.. All.Select(function => Describe(function, _http.Find(http => http.Name == function.Name)))];

    private void Add(
        FunctionDescriptor function, HostConfiguration host, IConfiguration configuration, List<string> faults)
    {
        switch (function.Trigger)
        {
            case HttpTriggerAttribute trigger:
                if (HttpFunctionReader.Read(function, trigger, host.RoutePrefix, faults) is { } http)
                    _http.Add(http);

                break;
            case OrchestrationTriggerAttribute trigger:
                _orchestrators.Add(DurableFunctionReader.ReadOrchestrator(function, trigger, faults));
                break;
            case ActivityTriggerAttribute trigger:
                _activities.Add(DurableFunctionReader.ReadActivity(function, trigger, faults));
                break;
            case TimerTriggerAttribute trigger:
                if (TimerFunctionReader.Read(function, trigger, configuration, faults) is { } timer)
                    _timers.Add(timer);

                break;
            default:
                faults.Add(function.Fault(function.TriggerParameter,
                    $"the trigger [{FunctionDiscovery.NameOf(function.Trigger)}] is not supported."));
                break;
        }
    }

    private static ServedFunction Describe(FunctionDescriptor function, HttpFunction? http) => new(
        function.Name,
        function.EntryPoint,
        FunctionDiscovery.BindingTypeOf(function.Trigger),
        http?.Route.RawText,
        http?.Methods ?? [],
        http?.Level);

    private static void RejectDuplicateNames(string kind, IEnumerable<string> names, List<string> faults) =>
        faults.AddRange(names
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Count()} {kind} are named '{same.Key}': names must be unique, ignoring case."));
}
