using RelayFunctions.Settings;

namespace RelayServer.Http;

/// <summary>
/// Redirects <c>/</c> to the console. It is not a function, since on the Functions host <c>/</c> is the host's own
/// page.
/// </summary>
internal sealed class ConsoleRedirectStartupFilter(AppAddress address) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (context.Request.Path != "/" || !HttpMethods.IsGet(context.Request.Method))
                return rest(context);

            context.Response.Redirect($"{address.Current?.AbsolutePath ?? "/"}console");
            return Task.CompletedTask;
        });
        next(app);
    };
}
