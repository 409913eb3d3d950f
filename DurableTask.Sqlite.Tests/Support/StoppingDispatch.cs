using System.Reflection;
using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>
/// The service, except that each activity reaches the dispatcher only while the dispatcher stops. Not sealed: a proxy
/// derives from it.
/// </summary>
public class StoppingDispatch : DispatchProxy
{
    private readonly TaskCompletionSource _taken = new();
    private IOrchestrationService _inner = null!;

    public Task Taken => _taken.Task;

    public static (IOrchestrationService Service, StoppingDispatch Dispatch) Of(IOrchestrationService inner)
    {
        var service = Create<IOrchestrationService, StoppingDispatch>();
        var dispatch = (StoppingDispatch)service;
        dispatch._inner = inner;
        return (service, dispatch);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IOrchestrationService.LockNextTaskActivityWorkItem)
            ? LockAsync((TimeSpan)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(_inner, args);

    private async Task<TaskActivityWorkItem?> LockAsync(TimeSpan timeout, CancellationToken stopped)
    {
        var item = await _inner.LockNextTaskActivityWorkItem(timeout, stopped);
        if (item is null)
            return null;

        var stop = new TaskCompletionSource();
        await using var registration = stopped.Register(stop.SetResult);
        _taken.TrySetResult();
        await stop.Task;
        return item;
    }
}
