namespace DurableTask.Sqlite.Scheduling;

/// <content>
/// Instances of which an episode was running at deaths of the process. They wait outside of the lanes for their turn.
/// </content>
internal sealed partial class InstanceTable
{
    private void Enqueue(InstanceEntry entry, Lane lane)
    {
        var isSuspect = Suspects.Include(entry.Deaths);
        (entry.State, entry.Lane) = (EntryState.Ready, isSuspect ? _suspected : lane);
        if (isSuspect)
        {
            AwaitTurn(entry);
            return;
        }

        lane.Enter();
        _ready.Add(entry);
    }

    // Apart from its caller, which would make the closure for each entry.
    private void AwaitTurn(InstanceEntry entry) =>
        _suspects.AddInstance(entry.Row, entry.Deaths, () => TryTakeTurn(entry));

    private bool TryTakeTurn(InstanceEntry entry)
    {
        lock (_lock)
        {
            // It may have been deleted while it waited.
            if (entry.State != EntryState.Ready)
                return false;

            entry.HasTurn = true;
            _suspected.Enter();
            _ready.Add(entry);
            return true;
        }
    }

    private void Leave(InstanceEntry entry)
    {
        if (entry.Lane != _suspected)
        {
            entry.Lane!.Leave();
        }
        else if (entry.HasTurn)
        {
            entry.HasTurn = false;
            _suspected.Leave();
            _suspects.Left();
        }
    }

    // An episode is done, and the process lives: it is not this instance that it died of.
    private void Acquit(InstanceEntry entry)
    {
        entry.Deaths = 0;
        _deaths.Remove(entry.Row);
    }
}
