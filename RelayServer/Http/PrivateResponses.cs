namespace RelayServer.Http;

/// <summary>
/// Keeps responses out of caches, which may be shared, unless a function says how long they may be kept; and browsers
/// from reading them as another type than theirs.
/// </summary>
internal sealed class PrivateResponses : IStartupFilter
{
    private const string NoStore = "no-store";
    private const string NoSniff = "nosniff";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = NoStore;
            headers.XContentTypeOptions = NoSniff;
            return rest(context);
        });
        next(app);
    };
}
