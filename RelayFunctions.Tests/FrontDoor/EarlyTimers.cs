using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using DurableTask.Sqlite;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The store with timers that fire early, as those of a queue do that counts in whole seconds.</summary>
public class EarlyTimers : DispatchProxy
{
    private SqliteOrchestrationService _store = null!;
    private TimeSpan _early;

    /// <summary>What the app asks of a store.</summary>
    public interface IStore : IOrchestrationService, IOrchestrationServiceClient, IOrchestrationServiceQueryClient,
        IOrchestrationServicePurgeClient
    {
        /// <summary>The clock of the store.</summary>
        TimeProvider TimeProvider { get; }
    }

    /// <summary>Has the timers of a store fire early by so much.</summary>
    public static IStore Of(SqliteOrchestrationService store, TimeSpan early)
    {
        var proxy = Create<IStore, EarlyTimers>();
        (((EarlyTimers)(object)proxy)._store, ((EarlyTimers)(object)proxy)._early) = (store, early);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.DeclaringType == typeof(IStore))
            return _store.TimeProvider;

        if (targetMethod.Name == nameof(IOrchestrationService.CompleteTaskOrchestrationWorkItemAsync))
        {
            foreach (var timer in args!.OfType<IList<TaskMessage>>().SelectMany(messages => messages)
                .Select(message => message.Event).OfType<TimerFiredEvent>())
                timer.FireAt -= _early;
        }

        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
