using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>
/// Messages for one gateway on a virtual clock. Each does with the lane what the delivery does: enter, or wait for the
/// place that it was given, or for the call before it, and try again.
/// </summary>
internal sealed class QueueSimulation
{
    private static readonly TimeSpan CallTakes = TimeSpan.FromMilliseconds(20);

    private readonly GatewayLane _lane;
    private readonly Func<TimeSpan, TimeSpan> _requestTakes;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _agenda = new();
    private readonly Queue<(Task Turn, SimulatedMessage Message)> _line = new();
    private readonly Dictionary<Guid, SimulatedMessage> _messages = [];
    private TimeSpan _now;
    private int _order;
    private int _underWay;

    /// <param name="bound">How many requests may be under way.</param>
    /// <param name="timeout">The longest that one can take.</param>
    /// <param name="requestTakes">How long one takes that begins at a time.</param>
    public QueueSimulation(int bound, TimeSpan timeout, Func<TimeSpan, TimeSpan> requestTakes)
    {
        _lane = new GatewayLane { Bound = bound, Longest = timeout };
        _requestTakes = requestTakes;
    }

    public QueueSimulation(int bound, TimeSpan timeout, TimeSpan requestTakes)
        : this(bound, timeout, _ => requestTakes)
    {
    }

    /// <summary>How many requests may start a second.</summary>
    public double? PerSecond
    {
        init => _lane.PerSecond = value;
    }

    /// <summary>Whether those who are called hear it; the first to come after a restart are not.</summary>
    public bool CallsAreHeard { get; init; } = true;

    public IReadOnlyCollection<SimulatedMessage> Messages => _messages.Values;

    public int Waits => Messages.Sum(message => message.Waits);

    public int MostHeld { get; private set; }

    public int MostUnderWay { get; private set; }

    /// <summary>When each request started.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>When the last request ended.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Adds messages that arrive evenly over a time.</summary>
    public QueueSimulation Arrive(int messages, TimeSpan over, TimeSpan from = default)
    {
        for (var i = 0; i < messages; i++)
        {
            var message = new SimulatedMessage(from + (over * i / messages));
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
        var turn = _lane.Enter(_now, message.Id, hasPlace: message.Waits > 0);
        if (turn is null)
            Wait(message);
        else if (turn.IsCompleted)
            Send(message);
        else
            _line.Enqueue((turn, message));

        SendLine();
        MostHeld = Math.Max(MostHeld, _underWay + _line.Count);
    }

    private void Wait(SimulatedMessage message)
    {
        var wait = ++message.Waits;
        message.IsWaiting = true;
        At(_lane.Reserve(_now, message.Id), () => ComeBack(message, wait));
    }

    private void ComeBack(SimulatedMessage message, int wait)
    {
        if (!message.IsWaiting || message.Waits != wait)
            return;

        message.IsWaiting = false;
        Attempt(message);
    }

    private void SendLine()
    {
        while (_line.TryPeek(out var first) && first.Turn.IsCompleted)
            Send(_line.Dequeue().Message);
        if (_lane.ServesAt(_now) is { } at)
        {
            At(at, () =>
            {
                _lane.Serve(_now);
                SendLine();
            });
        }
    }

    private void Send(SimulatedMessage message)
    {
        Starts.Add(_now);
        MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
        var took = _requestTakes(_now);
        At(_now + took, () =>
        {
            _underWay--;
            message.EndedAt = Took = _now;
            _lane.Leave(_now, took);
            SendLine();
            foreach (var called in _lane.Call(_now).Where(_ => CallsAreHeard).Select(id => _messages[id]))
            {
                var wait = called.Waits;
                At(_now + CallTakes, () => ComeBack(called, wait));
            }
        });
    }

    private void At(TimeSpan at, Action action) => _agenda.Enqueue(action, (at, _order++));
}
