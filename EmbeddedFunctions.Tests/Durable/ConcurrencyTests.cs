using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class ConcurrencyTests
{
    [Theory]
    [InlineData("2")]
    [InlineData("\"2\"")]
    public async Task Activities_BoundedByHostJson_RunNoMoreAtOnce(string bound)
    {
        using var folder = new TempFolder();
        var hostJson = await folder.WriteAsync(
            "host.json", $$"""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": {{bound}} } } }""");
        await using var app = await DurableApp.StartAsync(builder => builder.HostJsonPath = hostJson);

        await app.RunAsync(nameof(Orchestrators.Crowding));

        Assert.InRange(app.Recorder.MaxInside, 1, 2);
    }
}
