using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Durable;
using EmbeddedFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Functions;

/// <summary>Every function of the app, by trigger. Made once at start; whatever can't be run is a fault.</summary>
internal sealed class FunctionCatalogue
{
    private readonly List<HttpFunction> _http = [];
    private readonly List<OrchestratorFunction> _orchestrators = [];
    private readonly List<ActivityFunction> _activities = [];

    public FunctionCatalogue(IEnumerable<Type> types, HostConfiguration host, List<string> faults)
    {
        foreach (var function in FunctionDiscovery.Find(types, faults))
        {
            Add(function, host, faults);
        }
    }

    public IReadOnlyList<HttpFunction> Http => _http;

    public int Count => _http.Count + _orchestrators.Count + _activities.Count;

    public DurableFunctions Durable => new(_orchestrators, _activities);

    private void Add(FunctionDescriptor function, HostConfiguration host, List<string> faults)
    {
        switch (function.Trigger)
        {
            case HttpTriggerAttribute trigger:
                if (HttpFunctionReader.Read(function, trigger, host.RoutePrefix, faults) is { } http)
                {
                    _http.Add(http);
                }

                break;
            case OrchestrationTriggerAttribute:
                _orchestrators.Add(DurableFunctionReader.ReadOrchestrator(function, faults));
                break;
            case ActivityTriggerAttribute:
                _activities.Add(DurableFunctionReader.ReadActivity(function, faults));
                break;
            default:
                faults.Add(function.Fault(function.TriggerParameter,
                    $"the trigger [{FunctionDiscovery.NameOf(function.Trigger)}] can't be served."));
                break;
        }
    }
}
