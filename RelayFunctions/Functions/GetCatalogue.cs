using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RelayFunctions.Functions;

/// <summary>Returns the catalogue in use with its limits, and the faults of a change that was rejected.</summary>
public sealed class GetCatalogue(CatalogueMonitor catalogue)
{
    /// <summary><c>GET /catalogue</c>.</summary>
    [Function(nameof(GetCatalogue))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "catalogue")] HttpRequest request) =>
        Results.Json(CatalogueStatus.Of(catalogue), ReadableJson.Gateways.CatalogueStatus);
}
