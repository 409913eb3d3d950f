using System.Collections.Concurrent;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>The connections of the workers that were started, by the id in each worker's first message.</summary>
internal sealed class WorkerConnections(HostLog log)
{
    private readonly ConcurrentDictionary<string, WorkerConnection> _connections = new();

    /// <summary>Creates the connection for a worker that is about to start.</summary>
    public WorkerConnection Expect(string workerId) => _connections[workerId] = new WorkerConnection(log);

    public WorkerConnection? Find(string workerId) => _connections.GetValueOrDefault(workerId);
}
