using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Hosting;

/// <summary>The builder as the one of any host, which an app's extension methods take.</summary>
public sealed class HostBuilderTests
{
    [Fact]
    public async Task Builder_GivenToAnExtensionOfHosts_HasWhatTheAppNeeds()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], builder =>
        {
            builder.Configuration["Greeting"] = "hello";
            AddDefaults(builder);
        });

        Assert.Equal("hello", app.App.Services.GetRequiredService<Uri>().Host);
        Assert.Equal("open", (await HttpExchange.SendAsync(app.Address, "GET /open")).Body);
    }

    [Fact]
    public async Task Container_OfTheApp_IsBuiltByItsFactory()
    {
        var isConfigured = false;
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)], builder =>
            ((IHostApplicationBuilder)builder).ConfigureContainer(
                new DefaultServiceProviderFactory(), _ => isConfigured = true));

        Assert.True(isConfigured);
        Assert.Equal("open", (await HttpExchange.SendAsync(app.Address, "GET /open")).Body);
    }

    private static void AddDefaults(IHostApplicationBuilder builder)
    {
        builder.Properties["shared"] = builder.Environment.ApplicationName;
        builder.Metrics.Services.AddSingleton(new Uri($"http://{builder.Configuration["Greeting"]}"));
        Assert.NotEmpty((string)builder.Properties["shared"]);
    }
}
