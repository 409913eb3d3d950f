using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using HttpCookie = Microsoft.Azure.Functions.Worker.Http.HttpCookie;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Functions on the worker's own types of a request and a response.</summary>
public static class RequestDataFunctions
{
    [Function("DataDescribed")]
    public static async Task<HttpResponseData> Described(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "described/{id:int}")] HttpRequestData request,
        int id,
        FunctionContext context)
    {
        var parts = new[]
        {
            request.Method,
            request.Url.PathAndQuery,
            request.Query["n"],
            string.Join(',', request.Headers.GetValues("X-Color")),
            string.Join(',', request.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")),
            $"{request.Identities.Any(identity => identity.IsAuthenticated)}",
            $"{id}",
            $"{context.BindingContext.BindingData["id"]}",
            $"{ReferenceEquals(context, request.FunctionContext)}",
            $"{ReferenceEquals(request, await context.GetHttpRequestDataAsync())}",
        };
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(string.Join('|', parts));
        return response;
    }

    [Function("DataOrdered")]
    public static async Task<HttpResponseData> Ordered(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ordered")] HttpRequestData request)
    {
        var order = await request.ReadFromJsonAsync<Order>();
        var response = request.CreateResponse();
        await response.WriteAsJsonAsync(order);
        response.Headers.Add("X-Late", ["1", "2"]);
        response.StatusCode = HttpStatusCode.Created;
        return response;
    }

    [Function("DataSynchronous")]
    public static HttpResponseData Synchronous(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "synchronous")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        response.WriteString($"{request.Body.Length}:{request.ReadAsString()}");
        request.Body.Position = 0;
        response.WriteString($"|{request.ReadAsString()}");
        return response;
    }

    [Function("DataCookies")]
    public static HttpResponseData Cookies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cookies")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Cookies.Append("a", "1");
        response.Cookies.Append(new HttpCookie("b", "2")
        {
            Path = "/p",
            HttpOnly = true,
            MaxAge = 60,
            SameSite = SameSite.Strict,
        });
        return response;
    }

    [Function("DataReplaced")]
    public static HttpResponseData Replaced(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "replaced")] HttpRequestData request)
    {
        var first = request.CreateResponse(HttpStatusCode.OK);
        first.Headers.Add("X-First", "yes");
        first.WriteString("a response that is not returned");
        var second = request.CreateResponse(HttpStatusCode.BadRequest);
        second.Headers = new HttpHeadersCollection([new KeyValuePair<string, string>("X-Second", "yes")]);
        second.Body = new MemoryStream("a body of its own"u8.ToArray());
        return second;
    }

    [Function("DataNothing")]
    public static Task<HttpResponseData?> Nothing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequestData request) =>
        Task.FromResult<HttpResponseData?>(null);

    [Function("DataEmpty")]
    public static HttpResponseData Empty(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty/{status:int}")] HttpRequestData request,
        int status)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.WriteString("text");
        return response;
    }

    [Function("DataResult")]
    public static IResult Result(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result")] HttpRequestData request) =>
        Results.Text(request.Query["n"], statusCode: 409);

    [Function("DataOfContext")]
    public static async Task<HttpResponseData> OfContext(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "of-context")] HttpRequest request,
        FunctionContext context)
    {
        var data = await context.GetHttpRequestDataAsync();
        var response = data!.CreateResponse(HttpStatusCode.Conflict);
        await response.WriteStringAsync(request.Query["n"]!);
        return response;
    }

    [Function("DataBroken")]
    public static HttpResponseData Broken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "data-broken")] HttpRequestData request)
    {
        request.CreateResponse(HttpStatusCode.OK).WriteString("half a response");
        throw new InvalidOperationException("A bug.");
    }
}
