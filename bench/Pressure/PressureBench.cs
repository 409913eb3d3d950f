using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>RelayServer under overload, in scenarios that can be run separately.</summary>
internal static class PressureBench
{
    private static readonly (string Name, Func<TextWriter, Task<IReadOnlyList<Measure>>> RunAsync)[] Scenarios =
    [
        ("memory", MemoryScenario.RunAsync),
        ("dns", DnsScenario.RunAsync),
        ("hanging", HangingScenario.RunAsync),
        ("hanging-azurite", HangingOnAzureStorageScenario.RunAsync),
        ("overload", OverloadScenario.RunAsync),
    ];

    /// <summary>Runs one scenario, or all; false if there is none of that name.</summary>
    public static async Task<bool> RunAsync(TextWriter output, string? scenario = null)
    {
        var chosen = Scenarios.Where(candidate => scenario is null || candidate.Name == scenario).ToList();
        foreach (var (name, runAsync) in chosen)
        {
            foreach (var measure in await runAsync(output))
                await output.WriteLineAsync($"{name}: {measure}");
        }

        return chosen.Count > 0;
    }
}
