using DurableTask.Core;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    private static readonly Dictionary<string, string> Tags = new() { ["colour"] = "blue", ["größe \"=%"] = "ü\n" };

    [Theory]
    [InlineData("V1", "the first")]
    [InlineData("V2", "the second")]
    public async Task Version_OfAnInstance_RunsItsOrchestration(string version, string expected)
    {
        var id = NewId("Versioned");
        await Hub.Client.CreateOrchestrationInstanceAsync("Versioned", version, id, "");
        var state = await WaitForEndAsync(id);

        Assert.Equal(version, state.Version);
        Assert.Equal(Json(expected), state.Output);
    }

    [Fact]
    public async Task Version_OfASubOrchestration_RunsItsOrchestration() =>
        Assert.Equal(Json("the second, the first"), (await RunAsync("ParentOfVersions", "")).Output);

    [Fact]
    public async Task Version_GivenToContinueAsNew_RunsItsOrchestration()
    {
        var id = NewId("Versioned");
        await Hub.Client.CreateOrchestrationInstanceAsync("Versioned", "V0", id, "");
        var state = await WaitForEndAsync(id);

        Assert.Equal("V2", state.Version);
        Assert.Equal(Json("the second"), state.Output);
    }

    [Fact]
    public async Task Tags_OfAnInstance_AreReturned() => Assert.Equal(Tags, (await RunTaggedAsync("Echo", "x")).Tags);

    [Fact]
    public async Task Tags_OfAnInstanceThatContinuesAsNew_AreKept()
    {
        var state = await RunTaggedAsync("Countdown", "2");

        Assert.Equal(Json("down to 0"), state.Output);
        Assert.Equal(Tags, state.Tags);
    }

    [Fact]
    public async Task Tags_OfAnInstance_ReachItsActivities() => Assert.Equal(
        JsonConvert.SerializeObject("colour=blue größe \"=%=ü\n"), (await RunTaggedAsync("TagsOfAnActivity", "")).Output);

    [Fact]
    public async Task Tags_OfAParent_ReachTheActivitiesOfItsChildBesidesTheChilds() => Assert.Equal(
        JsonConvert.SerializeObject("colour=blue größe \"=%=ü\n size=small"),
        (await RunTaggedAsync("ParentOfTags", "")).Output);

    private async Task<OrchestrationState> RunTaggedAsync(string name, string input)
    {
        var id = NewId(name);
        await Hub.Client.CreateOrchestrationInstanceAsync(
            name, "", id, input, new Dictionary<string, string>(Tags));
        return await WaitForEndAsync(id);
    }
}
