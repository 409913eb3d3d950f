using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Discovery;

public sealed class DisabledFunctionTests
{
    [Theory]
    [InlineData("--AzureWebJobs.Open.Disabled=true")]
    [InlineData("--AzureWebJobs.Open.Disabled=1")]
    [InlineData("--AzureWebJobs:open:Disabled=True")]
    public async Task Function_ThatASettingDisables_IsNotServed(string setting)
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], null, setting);

        Assert.Equal(404, (await HttpExchange.SendAsync(app.Address, "GET /open")).Status);
        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /guarded")).Status);
        Assert.DoesNotContain("Open", app.App.Functions.Select(function => function.Name));
        Assert.Single(app.Log.All, line => line.EndsWith("Disabled by settings: Open", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--AzureWebJobs.Open.Disabled=false")]
    [InlineData("--AzureWebJobs.Open.Disabled=0")]
    [InlineData("--AzureWebJobs.Open.Disabled=")]
    public async Task Function_ThatASettingLeavesOn_IsServed(string setting)
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], null, setting);

        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /open")).Status);
    }

    // So an app runs here without the few functions that can't.
    [Fact]
    public async Task Function_ThatCannotRunAndIsDisabled_DoesNotStopTheStart()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions), typeof(BadHttpApps.Output)], null, "--AzureWebJobs.F.Disabled=true");

        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /open")).Status);
    }

    [Fact]
    public async Task Function_ThatASettingDisables_MayKeepItsKey()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)],
            null,
            "--AzureWebJobs.Guarded.Disabled=true",
            "--Functions:FunctionKeys:Guarded:mine=x");

        Assert.Equal(404, (await HttpExchange.SendAsync(app.Address, "GET /guarded?code=x")).Status);
    }
}
