using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class OrderedMessagesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Queue_AfterRandomChanges_IsInTheOrderOfTheIds(int seed)
    {
        var random = new Random(seed);
        var queue = new OrderedMessages<int>();
        var model = new SortedDictionary<Guid, int>();
        for (var step = 0; step < 6000; step++)
        {
            var id = new Guid(random.Next(3000), 0, 0, new byte[8]);
            // First it grows, then it shrinks.
            if (random.Next(6000) > step)
            {
                queue.Add(id, step);
                model.TryAdd(id, step);
            }
            else
            {
                Assert.Equal((model.Remove(id, out var expected), expected), (queue.Remove(id, out var value), value));
                while (queue.TryPeek(out var first, out _) && random.Next(3) > 0)
                    Assert.Equal(model.Remove(first), queue.Remove(first, out _));
            }

            Assert.Equal((model.Count, model.Keys.FirstOrDefault()), (queue.Count, queue.TryPeek(out var oldest, out _) ? oldest : default));
            if (step % 50 == 0)
            {
                Assert.Equal(model.Select(entry => (entry.Key, entry.Value)), queue.All);
                Assert.Equal(model.Keys.Count(key => key < id), queue.CountBefore(id));
            }
        }
    }
}
