using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>Apps with a function of another kind that can't be run, a class each.</summary>
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

    public static class Entity
    {
        [Function("F")]
        public static Task F([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<object>();
    }

    public static class ActivityContext
    {
        [Function("F")]
        public static string F([ActivityTrigger] TaskActivityContext context) => "";
    }

    public static class ActivityParameter
    {
        [Function("G")]
        public static string G([ActivityTrigger] string input, int other) => input;
    }

    public static class OrchestratorInputs
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] TaskOrchestrationContext context, int one, int two) => Task.CompletedTask;
    }

    public static class ClientType
    {
        [Function("F")]
#pragma warning disable DURABLE1002 // Not every app is built with the analyzer: what it says at build is said at start too.
        public static IResult F([HttpTrigger] HttpRequest request, [DurableClient] string client) => Results.Ok();
#pragma warning restore DURABLE1002
    }

    public static class OtherHub
    {
        [Function("F")]
        public static IResult F(
            [HttpTrigger] HttpRequest request, [DurableClient(TaskHub = "Other")] DurableTaskClient client) => Results.Ok();
    }

    public static class SameOrchestration
    {
        [Function("One")]
        public static Task One([OrchestrationTrigger(Orchestration = "Same")] TaskOrchestrationContext context) =>
            Task.CompletedTask;

        [Function("Two")]
        public static Task Two([OrchestrationTrigger(Orchestration = "same")] TaskOrchestrationContext context) =>
            Task.CompletedTask;
    }

    public static class Client
    {
        [Function("F")]
        public static IResult F([HttpTrigger] HttpRequest request, [DurableClient] DurableTaskClient client) => Results.Ok();
    }

    public static class TimerType
    {
        [Function("F")]
        public static void F([TimerTrigger("0 * * * * *")] string timer)
        {
        }
    }

    public static class TimerParameter
    {
        [Function("F")]
        public static void F([TimerTrigger("0 * * * * *")] TimerInfo timer, ScopedService service)
        {
        }
    }

    public static class TimerSchedule
    {
        [Function("F")]
        public static void F([TimerTrigger("every day")] TimerInfo timer)
        {
        }
    }

    public static class TimerSetting
    {
        [Function("F")]
        public static void F([TimerTrigger("%Cleanup%")] TimerInfo timer)
        {
        }
    }
}
