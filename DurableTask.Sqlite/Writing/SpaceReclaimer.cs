using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>Gives unused space back to the file system, a step at a time.</summary>
internal sealed class SpaceReclaimer(WriterStatements statements, Func<bool> isWorkWaiting, ILogger logger)
{
    private bool _keepsSpace;

    /// <summary>
    /// One step, and more while no work waits. A failure is tried again at a later call, except on a damaged file.
    /// </summary>
    public void GiveBack()
    {
        var hasGiven = false;
        try
        {
            while (!_keepsSpace && statements.Space.HasSpare())
            {
                statements.Space.GiveBack();
                hasGiven = true;
                if (isWorkWaiting())
                    return;
            }

            if (hasGiven)
                statements.Space.Checkpoint();
        }
        catch (SqliteException exception)
        {
            statements.Transaction.Rollback();
            _keepsSpace = StoreErrors.IsDamage(exception);
            logger.FreePagesKept(exception);
        }
    }
}
