using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>host.json of each backend.</summary>
[Collection(nameof(CompiledTemplate))]
public sealed partial class HostJsonTests(CompiledTemplate template)
{
    private static readonly JsonNode DurableTask = JsonNode.Parse(
        File.ReadAllText(Path.Combine(BuildOutput.Root, "RelayFunctions", "host.json")))!["extensions"]!["durableTask"]!;

    [Fact]
    public void AzureStorage_Concurrency_IsNamed()
    {
        Assert.True(DurableTask["maxConcurrentActivityFunctions"]!.GetValue<int>() > 0);
        Assert.True(DurableTask["maxConcurrentOrchestratorFunctions"]!.GetValue<int>() > 0);
    }

    [Fact]
    public void Scheduler_DocumentedSection_ReadsTheSettingsOfTheTemplate()
    {
        var docs = File.ReadAllText(Path.Combine(BuildOutput.Root, "docs", "azure.md"));
        var section = JsonNode.Parse(Json().Matches(docs).Single(match => match.Value.Contains("azureManaged", StringComparison.Ordinal)).Groups[1].Value)!;
        var settings = CompiledTemplate.TextOf(template.Modules["app"]["variables"]!["schedulerSettings"]!);

        Assert.Contains($"'{section["hubName"]!.GetValue<string>().Trim('%')}'", settings, StringComparison.Ordinal);
        Assert.Contains($"'{section["storageProvider"]!["connectionStringName"]!.GetValue<string>()}'", settings, StringComparison.Ordinal);
    }

    [GeneratedRegex("```json\\s*(\\{.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
