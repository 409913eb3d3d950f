using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>
/// Messages for one gateway on a virtual clock. Each does with the lane what the delivery does: enter, or wait for the
/// place that it was given and try again. A request takes a fixed time.
/// </summary>
internal sealed class QueueSimulation
{
    private readonly GatewayLane _lane;
    private readonly TimeSpan _requestTakes;
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _agenda = new();
    private readonly Queue<Task> _line = new();
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private int _order;
    private int _underWay;

    public QueueSimulation(int bound, TimeSpan timeout, TimeSpan requestTakes)
    {
        _lane = new GatewayLane { Bound = bound, Longest = timeout };
        _requestTakes = requestTakes;
    }

    public int Waits { get; private set; }

    public int MostWaitsOfOne { get; private set; }

    public int MostHeld { get; private set; }

    public int MostUnderWay { get; private set; }

    public int Sent { get; private set; }

    public TimeSpan Took => _now - DateTimeOffset.UnixEpoch;

    /// <summary>Adds messages that arrive evenly over a time.</summary>
    public QueueSimulation Arrive(int messages, TimeSpan over)
    {
        for (var i = 0; i < messages; i++)
            At(_now + (over * i / messages), () => Attempt(waits: 0));
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

    private void Attempt(int waits)
    {
        var turn = _lane.Enter(_now, hasPlace: waits > 0);
        if (turn is null)
        {
            Waits++;
            MostWaitsOfOne = Math.Max(MostWaitsOfOne, waits + 1);
            At(_lane.Reserve(_now), () => Attempt(waits + 1));
        }
        else if (turn.IsCompleted)
            Send();
        else
            _line.Enqueue(turn);

        MostHeld = Math.Max(MostHeld, _underWay + _line.Count);
    }

    private void Send()
    {
        MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
        At(_now + _requestTakes, () =>
        {
            _underWay--;
            Sent++;
            _lane.Leave(_now, _requestTakes);
            while (_line.TryPeek(out var first) && first.IsCompleted)
            {
                _line.Dequeue();
                Send();
            }
        });
    }

    private void At(DateTimeOffset at, Action action) => _agenda.Enqueue(action, (at, _order++));
}
