using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Functions that take the body of the request as a parameter.</summary>
public static class BodyFunctions
{
    [Function("PutOrder")]
    public static IResult Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id:int}")] HttpRequest request,
        [FromBody] Order order,
        int id) => Results.Text($"{id}: {order}");

    [Function("PutOrderData")]
    public static async Task<HttpResponseData> PutData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders-data")] HttpRequestData request,
        [FromBody] Order? order)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse();
        await response.WriteStringAsync($"{order}");
        return response;
    }

    [Function("PutText")]
    public static HttpResponseData PutText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "text")] HttpRequestData request,
        [FromBody] string text)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse();
        response.WriteString($"{text}, {request.Body.Length}");
        return response;
    }

    [Function("Page")]
    public static IResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{page?}")] HttpRequest request,
        int page = 1) => Results.Text($"page {page}");
}
