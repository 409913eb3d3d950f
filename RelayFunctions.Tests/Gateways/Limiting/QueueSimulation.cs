using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>
/// Simulates messages for one gateway on a virtual clock. Each uses the queue as the delivery does: it enters, or waits
/// until its reservation or until it is woken, and tries again.
/// </summary>
internal sealed class QueueSimulation
{
    private static readonly RetryPolicy Policy = new();
    private static readonly TimeSpan WakeTakes = TimeSpan.FromMilliseconds(20);

    private readonly GatewayQueue _gateway = new(new SharedCapacity(GatewayLimiter.Capacity, GatewayLimiter.Reserve));
    private readonly GatewayLimits _limits;
    private readonly TimeSpan _timeout;
    private readonly Func<TimeSpan, TimeSpan> _requestTakes;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _agenda = new();
    private readonly List<(Task<TimeSpan?> Turn, SimulatedMessage Message)> _line = [];
    private readonly Dictionary<Guid, SimulatedMessage> _messages = [];
    private TimeSpan _now;
    private int _order;
    private TimeSpan _serveAt = TimeSpan.MinValue;
    private int _underWay;

    /// <param name="limits">The gateway's limits.</param>
    /// <param name="timeout">The maximum duration of a request.</param>
    /// <param name="requestTakes">The duration of a request that starts at a time.</param>
    public QueueSimulation(GatewayLimits limits, TimeSpan timeout, Func<TimeSpan, TimeSpan> requestTakes)
    {
        (_limits, _timeout, _requestTakes) = (limits, timeout, requestTakes);
        _gateway.Set(_limits, _timeout, isPaused: false);
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
        while (_agenda.TryDequeue(out var action, out var due))
        {
            _now = due.At;
            action();
        }

        return this;
    }

    private void Attempt(SimulatedMessage message)
    {
        _line.Add((_gateway.Enter(_now, message.Id, isLastAttempt: message.Attempts == Policy.Attempts - 1), message));
        Continue();
        if (message.IsWaiting)
            Wake();
        MaxHeld = Math.Max(MaxHeld, _underWay + _line.Count);
    }

    private void Continue()
    {
        foreach (var (turn, message) in _line.Where(entry => entry.Turn.IsCompleted).ToArray())
        {
            _line.Remove((turn, message));
            if (turn.Result is { } until)
                Wait(message, until);
            else
                Send(message);
        }

        // Runs the queue as its timer does.
        if (_gateway.ServeAt(_now) is { } at && (at < _serveAt || _serveAt <= _now))
        {
            _serveAt = at;
            At(at, Serve);
        }
    }

    private void Serve()
    {
        _gateway.Serve(_now);
        Continue();
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

    private void Send(SimulatedMessage message)
    {
        Starts.Add(_now);
        message.StartedAt ??= _now;
        message.Attempts++;
        MaxUnderWay = Math.Max(MaxUnderWay, ++_underWay);
        var took = _requestTakes(_now);
        var throttling = Throttling(_now);
        var closings = _gateway.Closings;
        At(_now + took, () => End(message, took, closings, throttling));
    }

    private void End(SimulatedMessage message, TimeSpan took, int closings, TimeSpan? throttling)
    {
        _underWay--;
        message.EndedAt = Took = _now;
        if (throttling is { } wait)
        {
            Throttled++;
            _gateway.OnThrottled(_now, closings, wait, Policy);
            if (message.Attempts < MaxAttempts)
                At(_now + (wait > Policy.Interval ? wait : Policy.Interval), () => Attempt(message));
        }
        else
            _gateway.OnNotThrottled();
        _gateway.Leave(_now, took);
        Wake();
        Serve();
    }

    private void Wake()
    {
        foreach (var woken in _gateway.Wake(_now).Where(_ => Wakes).Select(id => _messages[id]))
        {
            var wait = woken.Waits;
            At(_now + WakeTakes, () => ComeBack(woken, wait));
        }
    }

    private void At(TimeSpan at, Action action) => _agenda.Enqueue(action, (at, _order++));
}
