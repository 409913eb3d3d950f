using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Who reaches the HTTP API of the Durable extension.</summary>
public sealed class ManagementAccessTests
{
    private const string Get = "GET /runtime/webhooks/durabletask/instances/one";

    [Theory]
    [InlineData("", 401)]
    [InlineData("?code=host-key", 401)]
    [InlineData("?code=function-key", 401)]
    [InlineData("?code=master-key", 202)]
    [InlineData("\nx-functions-key: master-key", 202)]
    [InlineData("\nx-functions-key: host-key", 401)]
    public async Task Request_WhereKeysAreConfigured_NeedsTheMasterKey(string key, int status)
    {
        await using var app = await StartAsync(builder =>
        {
            builder.Configuration["Functions:Keys:default"] = "host-key";
            builder.Configuration["Functions:Keys:_master"] = "master-key";
            builder.Configuration["Functions:FunctionKeys:Open:mine"] = "function-key";
        });

        Assert.Equal(status, (await HttpExchange.SendAsync(app.App.Address, Get + key)).Status);
    }

    [Theory]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document")]
    public async Task Request_OfAPageElsewhere_IsForbidden(string headers)
    {
        await using var app = await StartAsync();

        Assert.Equal(403, (await HttpExchange.SendAsync(app.App.Address, $"{Get}\n{headers}")).Status);
    }

    [Fact]
    public void Map_WithoutAnOrchestrationService_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(
            () => SampleApp.Builder().AddFunctions(typeof(LevelFunctions)).MapDurableManagement().Build());

        Assert.Equal(
            "MapDurableManagement needs an orchestration service: call UseOrchestrationService.", refused.Message);
    }

    private static async Task<DurableApp> StartAsync(Action<EmbeddedFunctionsApplicationBuilder>? configure = null)
    {
        var app = await DurableApp.StartAsync(
            builder =>
            {
                builder.MapDurableManagement();
                configure?.Invoke(builder);
            },
            typeof(LevelFunctions));
        await app.StartWaitingAsync("one");
        return app;
    }
}
