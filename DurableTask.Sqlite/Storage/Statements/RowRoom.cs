namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>
/// How much room the row of a new instance has for its end. Pages are full of new rows, and if these grew, each page
/// would be split in two or three, which are a sixth empty.
/// </summary>
internal sealed class RowRoom
{
    /// <summary>A larger end gets no room: an instance that waits for long would take too much of the file.</summary>
    private const int MaxBytes = 512;

    /// <summary>The maximum number of names that are remembered. Instances of further ones get no room.</summary>
    private const int MaxNames = 1_000;

    private readonly Dictionary<string, int> _bytes = new(StringComparer.Ordinal);

    /// <summary>Returns the number of bytes that the last end of an orchestration took; 0 before the first.</summary>
    public int Of(string name) => _bytes.GetValueOrDefault(name);

    /// <summary>Records how many bytes the end of an instance took.</summary>
    public void OnEnded(string name, int bytes)
    {
        if (_bytes.Count < MaxNames || _bytes.ContainsKey(name))
            _bytes[name] = bytes > MaxBytes ? 0 : bytes;
    }
}
