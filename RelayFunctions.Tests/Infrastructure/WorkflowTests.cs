using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>The workflows of GitHub: what they run is fixed, and they may do no more than they need.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } =
        [.. Directory.GetFiles(Path.Combine(BuildOutput.Root, ".github", "workflows")).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Actions_ArePinnedToACommit(string file)
    {
        var actions = Steps(file).Select(step => step["uses"]?.GetValue<string>()).OfType<string>().ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(Pinned(), action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Permissions_AreGrantedPerJob(string file)
    {
        var workflow = Read(file);

        Assert.Equal("{}", workflow["permissions"]!.ToJsonString());
        Assert.All(workflow["jobs"]!.AsObject(), job => Assert.All(
            job.Value!["permissions"]!.AsObject(),
            permission => Assert.Contains(
                $"{permission.Key}: {permission.Value!.GetValue<string>()}", (string[])["contents: read", "id-token: write"])));
    }

    [Fact]
    public void Test_RunsTheGate() => Assert.Contains(Steps("build.yml"), step => step["run"]?.GetValue<string>() == ".ci/run");

    [Fact]
    public void Deploy_SignsInWithoutASecretAfterTheTests()
    {
        var deploy = Read("build.yml")["jobs"]!["deploy"]!;
        var login = deploy["steps"]!.AsArray()
            .Single(step => step!["uses"]?.GetValue<string>().StartsWith("Azure/login@", StringComparison.Ordinal) == true)!;

        Assert.Equal("test", deploy["needs"]!.GetValue<string>());
        Assert.Equal("azure", deploy["environment"]!.GetValue<string>());
        Assert.Equal("write", deploy["permissions"]!["id-token"]!.GetValue<string>());
        Assert.Equal(["client-id", "tenant-id", "subscription-id"], login["with"]!.AsObject().Select(input => input.Key));
    }

    private static JsonNode Read(string file) => YamlFile.Read(Path.Combine(".github", "workflows", file));

    private static IEnumerable<JsonNode> Steps(string file) =>
        Read(file)["jobs"]!.AsObject().SelectMany(job => job.Value!["steps"]!.AsArray()).OfType<JsonNode>();

    [GeneratedRegex("^[\\w.-]+/[\\w./-]+@[0-9a-f]{40}$")]
    private static partial Regex Pinned();
}
