using DurableTask.Core;
using DurableTask.Core.Query;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Theory]
    [InlineData("имя 消息 🚀 'quoted' %_ \"")]
    [InlineData("a/b\\c#d?e+f%20&g=h")]
    [InlineData("nul\0nul")]
    [InlineData("tab\tnew\nline\u0001\u007f\u0085")]
    [InlineData("\u200f\u05e9\u05dc\u05d5\u05dd \u202e\ufeff")]
    [InlineData("{\"json\":[null]} <xml/> ^0041")]
    public async Task Id_OfAnyText_IsKept(string text)
    {
        var id = NewId(text);
        await StartAsync("Who", "", id);

        Assert.Equal(OrchestrationStatus.Completed, (await WaitForEndAsync(id)).OrchestrationStatus);
        Assert.Equal(id, (await GetAsync(id)).OrchestrationInstance.InstanceId);
        Assert.Equal(
            id,
            Assert.Single(await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = id })).OrchestrationInstance.InstanceId);
    }

    [Theory]
    [InlineData("имя 消息 🚀 'quoted' %_ \"")]
    [InlineData("a/b\\c#d?e+f%20&g=h")]
    [InlineData("\u200f\u05e9\u05dc\u05d5\u05dd \u202e\ufeff")]
    [InlineData("{\"json\":[null]} <xml/> ^0041")]
    public async Task Id_OfAnyTextThatXmlCanHold_IsPurged(string text)
    {
        var id = NewId(text);
        await StartAsync("Who", "", id);
        await WaitForEndAsync(id);

        Assert.Equal(1, (await Hub.PurgeClient.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
    }

    [Theory]
    [InlineData("id", "ID")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("a\0b", "a")]
    [InlineData("_", "x")]
    [InlineData("%", "xx")]
    public async Task Id_ThatLooksLikeAnother_IsAnotherInstance(string one, string another)
    {
        var prefix = Guid.NewGuid().ToString("N");
        await StartAsync("Collect", "1", prefix + one);
        await StartAsync("Collect", "1", prefix + another);
        await WaitForStatusAsync(prefix + one, OrchestrationStatus.Running);
        await WaitForStatusAsync(prefix + another, OrchestrationStatus.Running);
        await RaiseAsync(prefix + one, "item", "x");

        Assert.Equal(Json("x"), (await WaitForEndAsync(prefix + one)).Output);
        Assert.Equal(OrchestrationStatus.Running, (await GetAsync(prefix + another)).OrchestrationStatus);
        Assert.Single(await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = prefix + one }));
    }
}
