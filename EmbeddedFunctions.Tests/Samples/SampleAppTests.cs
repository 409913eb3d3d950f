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
        try
        {
            await using var sample = await SampleServer.StartAsync(
                "EmbeddedFunctions.Sample", "functions on", $"--Path={Path.Combine(folder.FullName, "hub.db")}");
            using var client = new HttpClient { BaseAddress = new Uri(sample.Address, "api/") };
            var started = await client.PostAsync(new Uri("remind?text=tea", UriKind.Relative), null, cancellationToken);
            var id = await started.Content.ReadAsStringAsync(cancellationToken);
            await sample.LineAsync("Reminder: tea");
            string state;
            do
            {
                state = await client.GetStringAsync(new Uri($"reminders/{id}", UriKind.Relative), cancellationToken);
            }
            while (!state.StartsWith("Completed", StringComparison.Ordinal));

            Assert.Equal("Completed \"reminded of tea\"", state);
            Assert.Equal(0, await sample.TerminateAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
