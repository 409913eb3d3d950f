using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using FromBody = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>Apps with an HTTP function that can't be run: one class each.</summary>
public static class BadHttpApps
{
    public static class Poco
    {
        [Function("F")]
        public static IResult F([HttpTrigger] string text) => Results.Ok();
    }

    public static class DataText
    {
        [Function("F")]
        public static string F([HttpTrigger] HttpRequestData request) => "text";
    }

    public static class Outputs
    {
        [Function("F")]
        public static Task<DataAndMore> F([HttpTrigger] HttpRequestData request) =>
            Task.FromResult(new DataAndMore("text", request.CreateResponse()));
    }

    public static class ResultOutputs
    {
        [Function("F")]
        public static ResultAndMore F([HttpTrigger] HttpRequest request) => new("text", Results.Ok());
    }

    public static class Context
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, HttpContext context) => Results.Ok();
    }

    public static class MvcBody
    {
        [Function("F")]
        public static IResult F(
            [HttpTrigger] HttpRequest request, [Microsoft.AspNetCore.Mvc.FromBody] string text) => Results.Ok();
    }

    public static class Bodies
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [FromBody] string one, [FromBody] string two) =>
            Results.Ok();
    }

    public static class MvcQuery
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [FromQuery] string text) => Results.Ok();
    }

    public static class MvcService
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [FromServices] TimeProvider time) => Results.Ok();
    }

    public static class Service
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, TimeProvider time) => Results.Ok();
    }

    public static class NotInRoute
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "items/{id}")] HttpRequest request, int number) => Results.Ok();
    }

    public static class RouteType
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "items/{id}")] HttpRequest request, Uri id) => Results.Ok();
    }

    public static class OptionalValue
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "items/{id?}")] HttpRequest request, int id) => Results.Ok();
    }

    public static class Text
    {
        [Function("F")]
        public static string F([HttpTrigger] HttpRequest request) => "text";
    }

    public static class ActionResultOfText
    {
        [Function("F")]
        public static ActionResult<string> F([HttpTrigger] HttpRequest request) => "text";
    }

    public static class Output
    {
        [Function("F")]
        [FixedOutput]
        public static IResult F([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public static class Root
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "/")] HttpRequest request) => Results.Ok();
    }

    public static class Admin
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "Administrators/{id}")] HttpRequest request) => Results.Ok();
    }

    public static class RuntimeRoute
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "/runtime/x")] HttpRequest request) => Results.Ok();
    }

    public static class RouteSyntax
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "items/{id")] HttpRequest request) => Results.Ok();
    }

    public static class Constraint
    {
        [Function("F")]
        public static IResult F([HttpTrigger(Route = "items/{id:color}")] HttpRequest request) => Results.Ok();
    }

    public sealed record DataAndMore(
        [property: FixedOutput] string Text, [property: HttpResult] HttpResponseData Response);

    public sealed record ResultAndMore([property: FixedOutput] string Text, [property: HttpResult] IResult Result);
}
