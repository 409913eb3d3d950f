using System.Diagnostics;
using DurableTask.Sqlite.Tests.Samples;

namespace EmbeddedFunctions.Tests.Samples;

/// <summary>The sample of the README, built with the tests and run as a process of its own.</summary>
public sealed class SampleAppTests
{
    [Fact]
    public async Task Sample_PostedAReminder_WritesItCompletesAndStops()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("sample-");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                SampleAssembly.PathOf("EmbeddedFunctions.Sample"),
                "--urls=http://127.0.0.1:0",
                $"--Path={Path.Combine(folder.FullName, "hub.db")}",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var listening = await ReadLineAsync(process, "functions on http://", cancellationToken);
            using var client = new HttpClient
            {
                BaseAddress = new Uri($"{listening[listening.IndexOf("http://", StringComparison.Ordinal)..].Trim()}/api/"),
            };
            var started = await client.PostAsync(new Uri("remind?text=tea", UriKind.Relative), null, cancellationToken);
            var id = await started.Content.ReadAsStringAsync(cancellationToken);
            await ReadLineAsync(process, "Reminder: tea", cancellationToken);
            string state;
            do
            {
                state = await client.GetStringAsync(new Uri($"reminders/{id}", UriKind.Relative), cancellationToken);
            }
            while (!state.StartsWith("Completed", StringComparison.Ordinal));

            Assert.Equal("Completed \"reminded of tea\"", state);
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> ReadLineAsync(
        Process process, string containing, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(containing, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The sample ended without a line that contains '{containing}'.");
    }
}
