using EmbeddedFunctions.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Http;

public sealed class RouteOverlapTests
{
    private static readonly ParameterPolicyFactory Policies = new ServiceCollection().AddLogging().AddRouting()
        .BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();

    [Theory]
    [InlineData("r/{id}", "r/special", true)]
    [InlineData("r/{id:int}", "r/special", false)]
    [InlineData("r/{id:int}", "r/5", true)]
    [InlineData("r/{id}", "R/{name}", true)]
    [InlineData("r/{id}", "r/{id}/more", false)]
    [InlineData("r/{id}/more", "r/{id}/less", false)]
    [InlineData("r", "R", true)]
    [InlineData("r", "s", false)]
    [InlineData("r/{id?}", "r", true)]
    [InlineData("r/{id=5}", "r", true)]
    [InlineData("r/{id?}", "r/x/y", false)]
    [InlineData("{*path}", "messages/{id}", true)]
    [InlineData("console/{*path}", "messages/{id}", false)]
    [InlineData("console/{*path}", "console", true)]
    [InlineData("gateway_{n:int}", "gateway_7", true)]
    [InlineData("gateway_{n:int}", "gateway_list", false)]
    [InlineData("gateway_{n:int}", "send_message", false)]
    [InlineData("gateway_{n}", "console_{n}", false)]
    [InlineData("gateway_{n}", "{name}", true)]
    [InlineData("{a}.json", "{b}.xml", false)]
    [InlineData("{a}.json", "x{b}.json", true)]
    public void Routes_Overlap_WhereOnePathMatchesBoth(string a, string b, bool overlap)
    {
        var routes = new RouteOverlap(Policies);

        Assert.Equal(overlap, routes.Exists(RoutePatternFactory.Parse(a), RoutePatternFactory.Parse(b)));
        Assert.Equal(overlap, routes.Exists(RoutePatternFactory.Parse(b), RoutePatternFactory.Parse(a)));
    }
}
