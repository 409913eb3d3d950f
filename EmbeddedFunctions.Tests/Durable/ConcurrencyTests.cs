using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Activities_BoundedByHostJson_RunNoMoreAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("embedded-");
        var hostJson = Path.Combine(folder.FullName, "host.json");
        await File.WriteAllTextAsync(
            hostJson,
            """{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 2 } } }""",
            TestContext.Current.CancellationToken);
        await using (var app = await DurableApp.StartAsync(builder => builder.HostJsonPath = hostJson))
        {
            await app.RunAsync(nameof(Orchestrators.Crowding));

            Assert.InRange(app.Recorder.MaxInside, 1, 2);
        }

        folder.Delete(recursive: true);
    }
}
