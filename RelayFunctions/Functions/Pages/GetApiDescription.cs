using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.ApiDescription;

namespace RelayFunctions.Functions.Pages;

/// <summary>Returns the OpenAPI description of the API.</summary>
public static class GetApiDescription
{
    /// <summary><c>GET /openapi.json</c>, without a key, since it is the same for every installation.</summary>
    [Function(nameof(GetApiDescription))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Bytes(ApiFiles.Description, "application/json");
}
