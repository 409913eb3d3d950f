using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.Http;

public static class OverlappingFunctions
{
    public static class GetOne
    {
        [Function("One")]
        public static IResult One([HttpTrigger("get", Route = "r/{id}")] HttpRequest request) => Results.Ok();
    }

    public static class GetSpecial
    {
        [Function("Special")]
        public static IResult Special([HttpTrigger("get", "put", Route = "r/special")] HttpRequest request) => Results.Ok();
    }

    public static class PostSpecial
    {
        [Function("Posted")]
        public static IResult Posted([HttpTrigger("post", Route = "r/special")] HttpRequest request) => Results.Ok();
    }

    public static class AnySpecial
    {
        [Function("Any")]
        public static IResult Any([HttpTrigger(Route = "r/special")] HttpRequest request) => Results.Ok();
    }
}
