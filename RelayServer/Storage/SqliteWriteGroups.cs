using DurableTask.Sqlite;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

/// <summary>Groups writes in the store's own queue.</summary>
internal sealed class SqliteWriteGroups(SqliteOrchestrationService store) : IWriteGroups
{
    public IDisposable Begin() => store.GroupWrites();
}
