using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using HttpCookie = Microsoft.Azure.Functions.Worker.Http.HttpCookie;

namespace EmbeddedFunctions.Http.RequestData;

/// <summary>
/// A request as the worker gives it to a function without ASP.NET Core integration: the body is complete before the
/// function runs, so that it has a length, and can be read synchronously and more than once.
/// </summary>
internal sealed class EmbeddedRequestData : HttpRequestData
{
    private readonly HttpRequest _request;

    private EmbeddedRequestData(HttpRequest request, FunctionContext context)
        : base(context) => _request = request;

    public override Stream Body => _request.Body;

    public override HttpHeadersCollection Headers => field ??= new HttpHeadersCollection(
        _request.Headers.Select(header => KeyValuePair.Create(header.Key, (IEnumerable<string>)header.Value!)));

    public override IReadOnlyCollection<IHttpCookie> Cookies =>
        field ??= [.. _request.Cookies.Select(cookie => new HttpCookie(cookie.Key, cookie.Value))];

    public override Uri Url => field ??= new Uri(_request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => _request.HttpContext.User.Identities;

    public override string Method => _request.Method;

    /// <summary>Reads the whole body; ASP.NET Core keeps one of more than 30 KB in a temporary file.</summary>
    public static async Task<EmbeddedRequestData> ReadAsync(HttpRequest request, FunctionContext context)
    {
        request.EnableBuffering();
        await request.Body.DrainAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return new EmbeddedRequestData(request, context);
    }

    public override HttpResponseData CreateResponse() => new EmbeddedResponseData(FunctionContext);
}
