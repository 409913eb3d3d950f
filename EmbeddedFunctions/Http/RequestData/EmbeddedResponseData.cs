using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Net.Http.Headers;

namespace EmbeddedFunctions.Http.RequestData;

/// <summary>
/// A response as the worker has it without ASP.NET Core integration: it is kept in memory, and sent only if it is the
/// result of the call, after all middleware. Until then, its status and headers can change.
/// </summary>
internal sealed class EmbeddedResponseData(FunctionContext context) : HttpResponseData(context)
{
    private readonly EmbeddedResponseCookies _cookies = new();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    public override Stream Body
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new MemoryStream();

    public override HttpCookies Cookies => _cookies;

    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = (int)StatusCode;
        foreach (var (name, values) in Headers.NonValidated)
        {
            if (!IsFraming(name))
                response.Headers[name] = values.ToArray();
        }

        _cookies.AddTo(response);

        // A StreamWriter that the function disposed has closed the body: the worker sends none either.
        if (!Body.CanRead || !CanHaveBody(response.StatusCode))
            return;

        if (Body.CanSeek)
        {
            Body.Position = 0;
            response.ContentLength = Body.Length;
        }

        await Body.CopyToAsync(response.Body, response.HttpContext.RequestAborted);
    }

    /// <summary>Whether a header says how the body is sent, which only the server knows.</summary>
    private static bool IsFraming(string header) =>
        header.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
        || header.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase);

    private static bool CanHaveBody(int status) => status is not (StatusCodes.Status204NoContent
        or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);
}
