using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Discards what is written in response to HEAD. Over HTTP/1.1 Kestrel does so itself; over HTTP/2 it sends what was
/// written before the headers, which clients reject as a violation of the protocol.
/// </summary>
internal sealed class HeadStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
                context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));

            return rest(context);
        });
        next(app);
    };
}
