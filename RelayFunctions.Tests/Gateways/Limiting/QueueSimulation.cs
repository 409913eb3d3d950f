using RelayFunctions.Delivery;
using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>
/// Simulates messages for one gateway on a virtual clock. Each uses the queue as the delivery does: it enters, or waits
/// until its reservation or until it is woken, and tries again.
/// </summary>
internal sealed class QueueSimulation
{
    private static readonly RetryPolicy Policy = new();

    private readonly Random _random = new(1);
    private readonly List<SimulatedProcess> _processes = [];
    private readonly GatewayLimits _limits;
    private readonly TimeSpan _timeout;
    private readonly Func<TimeSpan, TimeSpan> _requestTakes;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _agenda = new();
    private readonly List<(Task<TimeSpan?> Turn, SimulatedMessage Message, SimulatedProcess Process)> _line = [];
    private readonly Dictionary<Guid, SimulatedMessage> _messages = [];
    private TimeSpan _now;
    private int _order;
    private int _underWay;

    /// <param name="limits">The gateway's limits.</param>
    /// <param name="timeout">The maximum duration of a request.</param>
    /// <param name="requestTakes">The duration of a request that starts at a time.</param>
    public QueueSimulation(GatewayLimits limits, TimeSpan timeout, Func<TimeSpan, TimeSpan> requestTakes)
    {
        (_limits, _timeout, _requestTakes) = (limits, timeout, requestTakes);
    }

    public QueueSimulation(int inFlight, TimeSpan timeout, Func<TimeSpan, TimeSpan> requestTakes)
        : this(new GatewayLimits { InFlight = inFlight }, timeout, requestTakes)
    {
    }

    public QueueSimulation(int inFlight, TimeSpan timeout, TimeSpan requestTakes)
        : this(inFlight, timeout, _ => requestTakes)
    {
    }

    /// <summary>Whether the gateway throttles a request that starts at a time, and the wait that it asks for.</summary>
    public Func<TimeSpan, TimeSpan?> Throttling { get; init; } = _ => null;

    /// <summary>How long a woken message takes until it enters again.</summary>
    public TimeSpan WakeTakes { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The processes, of which each attempt is made by any.</summary>
    public int Processes { get; init; } = 1;

    public int MaxAttempts { get; init; } = int.MaxValue;

    /// <summary>Whether messages are woken; after a restart, waiting messages are not.</summary>
    public bool Wakes { get; init; } = true;

    public IReadOnlyCollection<SimulatedMessage> Messages => _messages.Values;

    public int Waits => Messages.Sum(message => message.Waits);

    public int MaxHeld { get; private set; }

    public int MaxUnderWay { get; private set; }

    /// <summary>When each request started.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>When the last request ended.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>How many attempts were throttled.</summary>
    public int Throttled { get; private set; }

    /// <summary>Adds messages that arrive evenly over a time.</summary>
    public QueueSimulation Arrive(int messages, TimeSpan over, TimeSpan from = default)
    {
        for (var i = 0; i < messages; i++)
        {
            var message = new SimulatedMessage(_messages.Count, from + (over * i / messages));
            _messages.Add(message.Id, message);
            At(message.ArrivedAt, () => Attempt(message));
        }

        return this;
    }

    public QueueSimulation Run()
    {
        for (var i = 0; i < Processes; i++)
            _processes.Add(new SimulatedProcess(_limits, _timeout));
        while (_agenda.TryDequeue(out var action, out var due))
        {
            _now = due.At;
            action();
        }

        return this;
    }

    private void Attempt(SimulatedMessage message)
    {
        var process = _processes[_random.Next(_processes.Count)];
        var isLastAttempt = message.Attempts == Policy.Attempts - 1;
        _line.Add((process.Queue.Enter(_now, message.Id, isLastAttempt, expiresAt: null, units: 0), message, process));
        Continue(process);
        if (message.IsWaiting)
            Wake(process);
        MaxHeld = Math.Max(MaxHeld, _underWay + _line.Count);
    }

    private void Continue(SimulatedProcess process)
    {
        foreach (var entry in _line.Where(entry => entry.Process == process && entry.Turn.IsCompleted).ToArray())
        {
            _line.Remove(entry);
            if (entry.Turn.Result is { } until)
                Wait(entry.Message, until);
            else
                Send(entry.Message, process);
        }

        // Runs the queue as its timer does.
        if (process.Queue.ServeAt(_now) is { } at && (at < process.ServeAt || process.ServeAt <= _now))
        {
            process.ServeAt = at;
            At(at, () => Serve(process));
        }
    }

    private void Serve(SimulatedProcess process)
    {
        process.Queue.Serve(_now);
        Continue(process);
    }

    private void Wait(SimulatedMessage message, TimeSpan until)
    {
        var wait = ++message.Waits;
        message.IsWaiting = true;
        At(until, () => ComeBack(message, wait));
    }

    private void ComeBack(SimulatedMessage message, int wait)
    {
        if (!message.IsWaiting || message.Waits != wait)
            return;

        message.IsWaiting = false;
        Attempt(message);
    }

    private void Send(SimulatedMessage message, SimulatedProcess process)
    {
        Starts.Add(_now);
        message.StartedAt ??= _now;
        message.Attempts++;
        MaxUnderWay = Math.Max(MaxUnderWay, ++_underWay);
        var took = _requestTakes(_now);
        var throttling = Throttling(_now);
        var closings = process.Queue.Closings;
        At(_now + took, () => End(message, process, took, closings, throttling));
    }

    private void End(SimulatedMessage message, SimulatedProcess process, TimeSpan took, int closings, TimeSpan? throttling)
    {
        _underWay--;
        message.EndedAt = Took = _now;
        if (throttling is { } wait)
        {
            Throttled++;
            process.Queue.OnThrottled(_now, closings, wait, process.Gateway with { Retry = Policy });
            if (message.Attempts < MaxAttempts)
                At(_now + (wait > Policy.Interval ? wait : Policy.Interval), () => Attempt(message));
        }
        else
            process.Queue.OnNotThrottled();
        process.Queue.Leave(_now, took, units: 0);
        Wake(process);
        Serve(process);
    }

    private void Wake(SimulatedProcess process)
    {
        foreach (var woken in process.Queue.Wake(_now).Where(_ => Wakes).Select(id => _messages[id]))
        {
            var wait = woken.Waits;
            At(_now + WakeTakes, () => ComeBack(woken, wait));
        }
    }

    private void At(TimeSpan at, Action action) => _agenda.Enqueue(action, (at, _order++));
}
