using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// The feature behind <c>GetHttpRequestDataAsync()</c> in a call of a function on <see cref="HttpRequestData"/>:
/// middleware gets the request that the function gets.
/// </summary>
internal sealed class TriggerRequestFeature(HttpRequestData request) : IHttpRequestDataFeature
{
    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) => new(request);
}
