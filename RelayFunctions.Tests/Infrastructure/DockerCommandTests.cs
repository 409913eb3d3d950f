using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Server;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>The <c>docker run</c> command of docs/hosting.md, without a container.</summary>
public sealed partial class DockerCommandTests
{
    // The project's container settings have this address.
    private const string Urls = "--urls=http://0.0.0.0:8080";

    [Fact]
    public async Task Command_Documented_HasNoFaults()
    {
        using var folder = new TempFolder();
        await folder.WriteAsync("gateways.json", """{ "gateways": { "a": { "url": "https://a.example" } } }""");

        var (exitCode, _, errors) = await ServerCommand.RunAsync(folder, ["check", Urls, .. await SettingsAsync(folder.Path)]);

        Assert.Equal((0, ""), (exitCode, errors));
    }

    [Fact]
    public async Task Command_WithTheCatalogueOfTheImage_NeedsTheDemonstrationGateways()
    {
        using var folder = new TempFolder();
        string[] settings = ["check", Urls, "--Functions:Keys:default=key"];

        Assert.Equal(1, (await ServerCommand.RunAsync(folder, settings)).ExitCode);
        Assert.Equal(0, (await ServerCommand.RunAsync(folder, [.. settings, "--Relay:DemoGateways=true"])).ExitCode);
    }

    // A setting that names a mounted folder names a folder of the test instead.
    private static async Task<string[]> SettingsAsync(string folder)
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(BuildOutput.Root, "docs", "hosting.md"), TestContext.Current.CancellationToken);
        var command = page[page.IndexOf("docker run", StringComparison.Ordinal)..];
        command = command[..command.IndexOf("```", StringComparison.Ordinal)];
        var mounts = Mount().Matches(command).Select(mount => mount.Groups[1].Value).ToArray();
        return
        [
            .. from setting in Setting().Matches(command)
               let name = setting.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)
               let value = setting.Groups[2].Value == "..." ? "0123456789abcdef" : setting.Groups[2].Value
               let mount = Array.Find(mounts, mount => value.StartsWith($"{mount}/", StringComparison.Ordinal))
               select $"--{name}={(mount is null ? value : $"{folder}{value[mount.Length..]}")}",
        ];
    }

    [GeneratedRegex("""-v "[^:"]+:([^:"]+)""")]
    private static partial Regex Mount();

    [GeneratedRegex(@"-e '?(\w+)=([^'\s]+)")]
    private static partial Regex Setting();
}
