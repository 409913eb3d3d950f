namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>
/// Runs actors one step at a time, in an order that a seed decides. An actor yields before each step that may be
/// interleaved with others; the yielded function returns whether it can continue.
/// </summary>
internal sealed class Schedule(Random random, Action afterEach)
{
    private const int LongestTrace = 60;

    private readonly List<(string Name, IEnumerator<Func<bool>> Steps)> _actors = [];
    private readonly Queue<string> _trace = [];

    public static Func<bool> Always { get; } = () => true;

    public int Steps { get; private set; }

    /// <summary>The last steps, for the message of a failed test.</summary>
    public string Trace => string.Join(", ", _trace);

    private void Note(string name)
    {
        if (_trace.LastOrDefault() == name)
            return;
        _trace.Enqueue(name);
        if (_trace.Count > LongestTrace)
            _trace.Dequeue();
    }

    public void Add(string name, IEnumerable<Func<bool>> steps)
    {
        var actor = steps.GetEnumerator();
        if (actor.MoveNext())
            _actors.Add((name, actor));
    }

    /// <summary>Runs until no actor can continue.</summary>
    public void Run(int mostSteps)
    {
        while (_actors.Where(actor => actor.Steps.Current()).ToList() is { Count: > 0 } able)
        {
            var actor = able[random.Next(able.Count)];
            Note(actor.Name);
            Assert.True(++Steps <= mostSteps, "The schedule does not end.");
            if (!actor.Steps.MoveNext())
                _actors.Remove(actor);
            afterEach();
        }
    }
}
