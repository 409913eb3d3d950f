using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>
/// The numbers of instances, messages and activities, none of which is used twice. They are reserved in the file ahead
/// of their use: a search for the largest would read all timers at each start.
/// </summary>
internal sealed class UsedNumbers
{
    private const int ReservedAtOnce = 10_000;

    private readonly SqliteStatement _reserve;
    private (long Row, long Sequence) _reserved;

    public UsedNumbers(SqliteDatabase database, PreparedStatements prepared)
    {
        _reserve = prepared.Add("UPDATE numbers SET row = ?1, seq = ?2");
        LastRow = database.ReadNumber("SELECT row FROM numbers");
        LastSequence = database.ReadNumber("SELECT seq FROM numbers");
        _reserved = (LastRow, LastSequence);
    }

    /// <summary>The number of the last instance.</summary>
    public long LastRow { get; set; }

    /// <summary>The last number of a message or an activity.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Takes the next number of a message or an activity.</summary>
    public long NextSequence() => ++LastSequence;

    /// <summary>Reserves numbers in the current transaction, if more were used than the file knows of.</summary>
    /// <returns>The numbers that are reserved once the transaction is committed.</returns>
    public (long Row, long Sequence) Reserve()
    {
        if (LastRow <= _reserved.Row && LastSequence <= _reserved.Sequence)
            return _reserved;

        var (row, sequence) = (LastRow + ReservedAtOnce, LastSequence + ReservedAtOnce);
        _reserve.Bind(1, row).Bind(2, sequence).Execute();
        return (row, sequence);
    }

    public void OnCommitted((long Row, long Sequence) reserved) => _reserved = reserved;
}
