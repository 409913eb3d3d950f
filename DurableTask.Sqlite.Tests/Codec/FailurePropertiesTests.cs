using DurableTask.Core;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Tests.Codec;

public sealed class FailurePropertiesTests
{
    // Values that a provider that stores JSON would write as objects.
    [Fact]
    public void Map_OfAnyTypes_StaysAMap()
    {
        var properties = new Dictionary<string, object?>
        {
            ["texts"] = new Dictionary<string, string> { ["a"] = "b" },
            ["numbers"] = new SortedDictionary<int, int> { [1] = 2 },
        };
        var failure = new FailureDetails("type", "message", null, null, false, properties);

        var read = FailureBody.Decode(FailureBody.Encode(failure))!.Properties!;
        Assert.Equal(new Dictionary<string, object?> { ["a"] = "b" }, Assert.IsType<Dictionary<string, object?>>(read["texts"]));
        Assert.Equal(new Dictionary<string, object?> { ["1"] = 2L }, Assert.IsType<Dictionary<string, object?>>(read["numbers"]));
    }
}
