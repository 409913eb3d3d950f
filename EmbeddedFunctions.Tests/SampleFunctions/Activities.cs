using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class Activities(CallRecorder recorder, ScopedService service)
{
    [Function(nameof(Pack))]
    public string Pack([ActivityTrigger] Order order) =>
        $"{order.Count.ToString(CultureInfo.InvariantCulture)} {order.Name} from {service.Name}";

    [Function(nameof(WhoCalls))]
    public static string WhoCalls([ActivityTrigger] object? input, string instanceId, FunctionContext context) =>
        $"{context.FunctionDefinition.Name} for {instanceId}";

    [Function(nameof(NoInput))]
    public static string NoInput([ActivityTrigger] FunctionContext context) => context.FunctionDefinition.Name;

    /// <summary>Fails twice, then succeeds.</summary>
    [Function(nameof(Flaky))]
    public int Flaky([ActivityTrigger] string name)
    {
        var attempt = recorder.Count(name);
        return attempt < 3 ? throw new InvalidOperationException($"attempt {attempt}") : attempt;
    }

    [Function(nameof(Fails))]
    public static Task<string> Fails([ActivityTrigger] string reason) =>
        throw new ArgumentException(reason, new FormatException("the cause"));

    [Function(nameof(Crowd))]
    public async Task Crowd([ActivityTrigger] int number)
    {
        recorder.Enter();
        for (var i = 0; i < 20; i++)
            await Task.Yield();

        recorder.Leave();
    }

    /// <summary>Runs until its gate is opened, and ignores the shutdown token.</summary>
    [Function(nameof(Gated))]
    public async Task<string> Gated([ActivityTrigger] string gate, CancellationToken shutdown)
    {
        using var _ = shutdown.Register(() => recorder.Gate($"{gate}-stopping").TrySetResult());
        recorder.Gate($"{gate}-entered").TrySetResult();
        await recorder.Gate(gate).Task;
        recorder.Lines.Enqueue($"{gate} ended");
        return gate;
    }
}
