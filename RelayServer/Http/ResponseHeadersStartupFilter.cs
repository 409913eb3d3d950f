namespace RelayServer.Http;

/// <summary>
/// Keeps responses out of caches, which may be shared, unless a function says how long they may be kept; and browsers
/// from reading them as another type than theirs.
/// </summary>
internal sealed class ResponseHeadersStartupFilter : IStartupFilter
{
    private const string NoStore = "no-store";
    private const string NoSniff = "nosniff";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            // Last, since an exception clears what was set before.
            context.Response.OnStarting(AddHeaders, context.Response);
            return rest(context);
        });
        next(app);
    };

    private static Task AddHeaders(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = NoStore;
        headers.XContentTypeOptions = NoSniff;
        return Task.CompletedTask;
    }
}
