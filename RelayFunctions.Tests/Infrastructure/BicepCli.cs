using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>Runs the Bicep CLI in the folder of the template.</summary>
internal static class BicepCli
{
    /// <summary>The folder of the template.</summary>
    public static string Folder { get; } = Path.Combine(BuildOutput.Root, "infra");

    /// <summary>Compiles the template and its parameters, as the variables of an environment give them.</summary>
    /// <exception cref="InvalidOperationException">
    /// The CLI failed or warned; the message repeats its output.
    /// </exception>
    public static async Task<(JsonObject Template, JsonNode Parameters)> BuildAsync(params (string Name, string Value)[] environment)
    {
        var output = JsonNode.Parse(await RunAsync(
            "build-params main.bicepparam --stdout",
            [("AZURE_ENV_NAME", "test"), ("AZURE_LOCATION", "westeurope"), .. environment]))!;
        return (Parsed("templateJson").AsObject(), Parsed("parametersJson")["parameters"]!);

        JsonNode Parsed(string name) => JsonNode.Parse(output[name]!.GetValue<string>())!;
    }

    private static async Task<string> RunAsync(string arguments, (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64,
            "The Bicep CLI's package is for Linux on x64");

        var start = new ProcessStartInfo(BuildOutput.Bicep, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 && (await errors).Length == 0
            ? output
            : throw new InvalidOperationException($"bicep {arguments} ended with {process.ExitCode}: {await errors}");
    }
}
