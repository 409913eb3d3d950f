using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Activities_BoundedByHostJson_RunNoMoreAtOnce()
    {
        using var folder = new TempFolder();
        var hostJson = await folder.WriteAsync(
            "host.json", """{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 2 } } }""");
        await using var app = await DurableApp.StartAsync(builder => builder.HostJsonPath = hostJson);

        await app.RunAsync(nameof(Orchestrators.Crowding));

        Assert.InRange(app.Recorder.MaxInside, 1, 2);
    }
}
