using System.Collections.Concurrent;

namespace Shop.Sample;

/// <summary>
/// The orders and what became of their messages. In memory, to keep the sample short: a shop has a database.
/// </summary>
internal sealed class Orders
{
    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private readonly ConcurrentDictionary<string, string> _endedMessages = new();

    public Order? Find(int number) => _orders.TryGetValue(number, out var order)
        ? order with { MessageStatus = _endedMessages.GetValueOrDefault(order.MessageId, order.MessageStatus) }
        : null;

    public void OnAccepted(int number, string messageId) => _orders[number] = new Order(number, messageId, "accepted");

    // By message, since a notification can arrive before the response of SendAsync.
    public void OnEnded(EndedMessage message) => _endedMessages[message.Id] = message.Status;
}

/// <summary>An order that was shipped.</summary>
internal sealed record Order(int Number, string MessageId, string MessageStatus);
