using System.Text.Json;

namespace RelayFunctions.Tests.Hosting;

/// <summary>The files in the build output, which the Functions host reads and users see.</summary>
public sealed class OutputTests
{
    private static readonly string[] HostFiles = ["functions.metadata", "extensions.json", "worker.config.json", "local.settings.json", ".azurefunctions"];

    [Theory]
    [InlineData("functions.metadata")]
    [InlineData("extensions.json")]
    [InlineData("worker.config.json")]
    [InlineData("host.json")]
    [InlineData("gateways.json")]
    public void RelayFunctions_Output_HoldsWhatTheHostReads(string file) =>
        Assert.True(File.Exists(Path.Combine(BuildOutput.RelayFunctions, file)));

    // func start, func pack and publishing look next to the project's file; people look in the root.
    [Fact]
    public void HostJson_AtTheRoot_IsALinkToThatOfTheApp() => Assert.Equal(
        Path.Combine(BuildOutput.Root, "RelayFunctions", "host.json"),
        File.ResolveLinkTarget(Path.Combine(BuildOutput.Root, "host.json"), returnFinalTarget: false)?.FullName);

    [Fact]
    public void RelayFunctions_Extensions_HoldDurableTask()
    {
        using var extensions = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BuildOutput.RelayFunctions, "extensions.json")));

        Assert.Contains(
            extensions.RootElement.GetProperty("extensions").EnumerateArray(),
            extension => extension.GetProperty("name").GetString() == "DurableTask");
    }

    [Fact]
    public void RelayServer_Output_HoldsNoneOfTheAppsHostFiles()
    {
        var entries = Directory.GetFileSystemEntries(BuildOutput.RelayServer).Select(Path.GetFileName);

        Assert.Empty(entries.Intersect(HostFiles));
        Assert.True(File.Exists(Path.Combine(BuildOutput.RelayServer, "host.json")));
        Assert.True(File.Exists(Path.Combine(BuildOutput.RelayServer, "gateways.json")));
    }
}
