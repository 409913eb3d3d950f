using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The store with a hook before each of its calls, which may fail or fire timers early.</summary>
public class HookedStore : DispatchProxy
{
    private SqliteOrchestrationService _store = null!;
    private Action<MethodInfo, object?[]?> _before = null!;

    /// <summary>The interfaces that the app needs of a store.</summary>
    public interface IStore : IOrchestrationService, IOrchestrationServiceClient, IOrchestrationServiceQueryClient,
        IOrchestrationServicePurgeClient
    {
        /// <summary>The clock of the store.</summary>
        TimeProvider TimeProvider { get; }
    }

    /// <summary>Puts a hook before the calls of a store.</summary>
    public static IStore Of(SqliteOrchestrationService store, Action<MethodInfo, object?[]?> before)
    {
        var proxy = Create<IStore, HookedStore>();
        (((HookedStore)(object)proxy)._store, ((HookedStore)(object)proxy)._before) = (store, before);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.DeclaringType == typeof(IStore))
            return _store.TimeProvider;

        _before(targetMethod, args);
        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
