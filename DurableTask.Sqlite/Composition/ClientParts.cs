using DurableTask.Sqlite.Client;
using DurableTask.Sqlite.Storage.Readers;

namespace DurableTask.Sqlite.Composition;

/// <summary>The parts that clients call.</summary>
internal sealed class ClientParts
{
    public ClientParts(SharedParts shared, SqliteOrchestrationServiceOptions options)
    {
        var (time, keysOf) = (options.TimeProvider, options.SearchKeysOf);
        var states = new StateReader(shared.Reads);
        Commands = new InstanceCommands(shared.Writer, shared.Instances, shared.Waits, time, keysOf);
        Queries = new InstanceQueries(states);
        Search = new InstanceSearch(
            new SearchReader(shared.Reads), new CountReader(shared.Reads), isEnabled: keysOf is not null);
        Purge = new InstancePurge(states, shared.Writer, shared.Instances, shared.Waits, time);
        StateWaits = new InstanceStateWaits(states, shared.Waits);
    }

    public InstanceCommands Commands { get; }

    public InstanceQueries Queries { get; }

    public InstanceSearch Search { get; }

    public InstancePurge Purge { get; }

    public InstanceStateWaits StateWaits { get; }
}
