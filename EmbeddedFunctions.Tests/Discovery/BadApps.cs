using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>Apps with a function that can't be run, for reasons that all triggers share: one class each.</summary>
public static class BadApps
{
    public static class Trigger
    {
        [Function("F")]
        public static void F([FixedTrigger] string message)
        {
        }
    }

    public static class Input
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [FixedInput] string blob) => Results.Ok();
    }

    public static class NoTrigger
    {
        [Function("F")]
        public static IResult F(HttpRequest request) => Results.Ok();
    }

    public static class TwoTriggers
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => Results.Ok();
    }

    public static class Hidden
    {
        [Function("F")]
        internal static IResult F([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public static class Generic
    {
        [Function("F")]
        public static IResult F<T>([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public abstract class Abstract
    {
        [Function("F")]
        public IResult F([HttpTrigger] HttpRequest request) => Results.Text(GetType().Name);
    }

    public static class Name
    {
        [Function("9 lives")]
        public static IResult F([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public sealed class Constructor(Uri address)
    {
        [Function("F")]
        public IResult F([HttpTrigger] HttpRequest request) => Results.Text(address.ToString());
    }

    public sealed class NoConstructor
    {
        private NoConstructor()
        {
        }

        [Function("F")]
        public IResult F([HttpTrigger] HttpRequest request) => Results.Text(GetType().Name);
    }

    public static class AsyncVoid
    {
        [Function("F")]
        public static async void F([HttpTrigger] HttpRequest request) => await Task.Yield();
    }

    public static class Retried
    {
        [Function("F")]
        [FixedDelayRetry(3, "00:00:10")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public static class RetriedMoreAndMoreSlowly
    {
        [Function("F")]
        [ExponentialBackoffRetry(3, "00:00:04", "00:15:00")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public static class ByReference
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, ref int number) => Results.Ok(number);
    }

    public static class SameName
    {
        [Function("Twin")]
        public static IResult F([HttpTrigger] HttpRequest request) => Results.Ok();

        [Function("twin")]
        public static IResult G([HttpTrigger(Route = "other")] HttpRequest request) => Results.Ok();
    }
}
