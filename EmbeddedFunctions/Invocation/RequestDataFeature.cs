using System.Reflection;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// The feature behind <c>GetHttpRequestDataAsync()</c> in a call of a function on HttpRequest: the worker's own, which
/// reads the request of an HTTP call, writes a response straight to it, and returns null in other calls. The class is
/// internal, so reflection finds it.
/// </summary>
internal static class RequestDataFeature
{
    private const string Name =
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore.AspNetCoreHttpRequestDataFeature";

    private static readonly Assembly Extension = typeof(FunctionsHostBuilderExtensions).Assembly;

    private static readonly IHttpRequestDataFeature? Found = Extension.GetType(Name)
        ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)
        ?.GetValue(null) as IHttpRequestDataFeature;

    /// <exception cref="NotSupportedException">This version of the worker has no class of that name.</exception>
    public static IHttpRequestDataFeature Instance => Found ?? throw new NotSupportedException(
        "GetHttpRequestDataAsync() is not supported with this version of "
            + $"{Extension.GetName().Name}: use GetHttpContext().");
}
