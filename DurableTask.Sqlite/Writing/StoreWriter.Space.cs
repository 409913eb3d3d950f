using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <content>Gives unused space back to the file system, a step at a time.</content>
internal sealed partial class StoreWriter
{
    private bool _keepsSpace;

    // One step after a batch, and more while no write waits. A failure is tried again after a later batch, except on a
    // damaged file.
    private void GiveBackSpace()
    {
        var hasGiven = false;
        try
        {
            while (!_keepsSpace && _statements.Space.IsSpare)
            {
                _statements.Space.GiveBack();
                hasGiven = true;
                if (IsWorkWaiting)
                    return;
            }

            if (hasGiven)
                _statements.Space.Checkpoint();
        }
        catch (SqliteException exception)
        {
            _statements.Transaction.Rollback();
            _keepsSpace = StoreErrors.IsDamage(exception);
            _logger.FreePagesKept(exception);
        }
    }

    private bool IsWorkWaiting => _isStopping || _queue.Reader.TryPeek(out _);
}
