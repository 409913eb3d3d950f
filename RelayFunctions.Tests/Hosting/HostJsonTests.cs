using System.Text.Json;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The settings of the Functions host, each of which was chosen for a reason (docs/azure.md).</summary>
public sealed class HostJsonTests
{
    [Theory]
    // Attempts start on time on an idle host.
    [InlineData("extensions:durableTask:storageProvider:maxQueuePollingInterval", "00:00:01")]
    // Work that a killed host had locked is taken over after this time.
    [InlineData("extensions:durableTask:storageProvider:controlQueueVisibilityTimeout", "00:02:00")]
    [InlineData("extensions:durableTask:storageProvider:workItemQueueVisibilityTimeout", "00:02:00")]
    // The status of the longest message that Relay__MaxMessageBytes allows can be read: that setting is the bound.
    [InlineData("extensions:durableTask:maxGrpcMessageSizeInBytes", "2147483647")]
    // A store that does not respond is an outage after this time.
    [InlineData("extensions:durableTask:grpcHttpClientTimeout", "00:00:30")]
    // Without both, the extension warns at each start.
    [InlineData("extensions:durableTask:tracing:distributedTracingEnabled", "True")]
    [InlineData("extensions:durableTask:tracing:version", "None")]
    // One line per delivered message: the worker's own output.
    [InlineData("logging:logLevel:default", "Warning")]
    [InlineData("logging:logLevel:Host.Function.Console", "Information")]
    public void HostJson_Setting_IsAsChosen(string path, string value)
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(BuildOutput.RelayFunctions, "host.json")));
        var setting = path.Split(':').Aggregate(host.RootElement, (element, name) => element.GetProperty(name));

        Assert.Equal(value, setting.ToString());
    }
}
