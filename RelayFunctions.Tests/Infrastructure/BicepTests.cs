using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>Every rule of the linter is an error, and the parameters come from the environment.</summary>
[Collection(nameof(CompiledTemplate))]
public sealed partial class BicepTests(CompiledTemplate template)
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void BicepConfig_EachRule_IsAnError()
    {
        var config = JsonNode.Parse(
            File.ReadAllText(Path.Combine(BicepCli.Folder, "bicepconfig.json")), documentOptions: WithComments)!;
        var core = config["analyzers"]!["core"]!;

        Assert.True(core["enabled"]!.GetValue<bool>());
        Assert.All(core["rules"]!.AsObject(), rule => Assert.Equal("error", rule.Value!["level"]!.GetValue<string>()));
    }

    [Fact]
    public void Parameters_NothingSet_AreTheDefaults()
    {
        Assert.Equal("AzureStorage", template.Parameters["durableBackend"]!["value"]!.GetValue<string>());
        Assert.Equal("{}", template.Parameters["gatewaySecrets"]!["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Parameters_SettingsOfTheEnvironment_AreUsed()
    {
        var (_, parameters) = await BicepCli.BuildAsync(
            ("RELAY_DURABLE_BACKEND", "DurableTaskScheduler"),
            ("RELAY_MAX_INSTANCES", "5"),
            ("RELAY_SETTINGS", """{"Relay__Retention":"7.00:00:00"}"""),
            ("RELAY_GATEWAY_SECRETS", """{"Gateways__sms__secrets__authToken":"a \"b\" c"}"""));

        Assert.Equal("DurableTaskScheduler", parameters["durableBackend"]!["value"]!.GetValue<string>());
        Assert.Equal(5, parameters["maximumInstanceCount"]!["value"]!.GetValue<int>());
        Assert.Equal("7.00:00:00", parameters["relaySettings"]!["value"]!["Relay__Retention"]!.GetValue<string>());
        Assert.Equal(
            "a \"b\" c", parameters["gatewaySecrets"]!["value"]!["Gateways__sms__secrets__authToken"]!.GetValue<string>());
    }

    [Fact]
    public void Parameters_EachName_IsDocumentedAndPassedByTheWorkflowWithItsDefault()
    {
        var docs = File.ReadAllText(Path.Combine(BuildOutput.Root, "docs", "azure.md"));
        var workflow = File.ReadAllText(Path.Combine(BuildOutput.Root, ".github", "workflows", "build.yml"));
        var names = Variable().Matches(File.ReadAllText(Path.Combine(BicepCli.Folder, "main.bicepparam")));

        Assert.Equal(8, names.Count);
        Assert.All(names, name =>
        {
            Assert.Contains($"| `{name.Groups[1].Value}` | `{name.Groups[2].Value}` |", docs, StringComparison.Ordinal);
            Assert.Contains($".{name.Groups[1].Value} || '{name.Groups[2].Value}' }}}}", workflow, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"readEnvironmentVariable\('(RELAY_\w+)', '([^']*)'\)")]
    private static partial Regex Variable();
}
