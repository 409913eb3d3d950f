using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Gateways;

namespace RelayFunctions.Functions;

/// <summary>Lists the gateways with the parameters that a request may carry.</summary>
public sealed class ListGateways(CatalogueMonitor catalogue)
{
    /// <summary><c>GET /gateways</c>: the catalogue's, by name.</summary>
    [Function(nameof(ListGateways))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "gateways")] HttpRequest request) =>
        Results.Json([.. catalogue.Current.All.Select(GatewaySummary.Of)], ReadableJson.Gateways.GatewaySummaryArray);
}
