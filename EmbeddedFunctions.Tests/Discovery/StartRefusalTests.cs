using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Discovery;

public sealed class StartRefusalTests
{
    [Theory]
    [InlineData(typeof(BadHttpApps.RequestData), "Function 'F', parameter 'request': [HttpTrigger] can bind only")]
    [InlineData(typeof(BadHttpApps.Context), "Function 'F', parameter 'context': the worker doesn't bind HttpContext")]
    [InlineData(typeof(BadHttpApps.Body), "Function 'F', parameter 'text': [FromBody] is not supported")]
    [InlineData(typeof(BadHttpApps.Service), "Function 'F', parameter 'time': its type TimeProvider can't be bound")]
    [InlineData(typeof(BadHttpApps.NotInRoute), "Function 'F', parameter 'number': its type Int32 can't be bound, and the route 'items/{id}'")]
    [InlineData(typeof(BadHttpApps.RouteType), "Function 'F', parameter 'id': a route value can't be bound to Uri")]
    [InlineData(typeof(BadHttpApps.OptionalValue), "Function 'F', parameter 'id': its route value is optional")]
    [InlineData(typeof(BadHttpApps.Text), "an HTTP function returns IResult, IActionResult or nothing, not String")]
    [InlineData(typeof(BadHttpApps.Output), "the output binding [FixedOutput] is not supported")]
    [InlineData(typeof(BadHttpApps.Root), "Function 'F' (", "the route '/' hangs")]
    [InlineData(typeof(BadHttpApps.Admin), "Function 'F' (", "the route 'Administrators/{id}' starts with 'admin'")]
    [InlineData(typeof(BadHttpApps.RuntimeRoute), "Function 'F' (", "the route 'runtime/x' starts with")]
    [InlineData(typeof(BadHttpApps.RouteSyntax), "Function 'F' (", "the route 'items/{id' can't be read")]
    [InlineData(typeof(BadHttpApps.Constraint), "Function 'F' (", "the route 'items/{id:color}' can't be read")]
    [InlineData(typeof(BadApps.Trigger), "Function 'F', parameter 'message': the trigger [FixedTrigger] is not supported")]
    [InlineData(typeof(BadApps.Input), "Function 'F', parameter 'blob': the binding [FixedInput] is not supported")]
    [InlineData(typeof(BadApps.NoTrigger), "Function 'F' (", "it has 0 triggers")]
    [InlineData(typeof(BadApps.TwoTriggers), "Function 'F' (", "it has 2 triggers")]
    [InlineData(typeof(BadApps.Hidden), "Function 'F' (", "the method must be public")]
    [InlineData(typeof(BadApps.Generic), "Function 'F' (", "a generic method or class")]
    [InlineData(typeof(BadApps.Abstract), "Function 'F' (", "its class is abstract")]
    [InlineData(typeof(BadApps.Name), "Function '9 lives' (", "its name isn't valid on the Functions host")]
    [InlineData(typeof(BadApps.Constructor), "Function 'F' (", "no service System.Uri is registered", "'address'")]
    [InlineData(typeof(BadApps.NoConstructor), "Function 'F' (", "its class has no public constructor")]
    [InlineData(typeof(BadApps.AsyncVoid), "Function 'F' (", "an async method must return a task")]
    [InlineData(typeof(BadApps.Retried), "Function 'F' (", "the retry policy [FixedDelayRetry] is not supported")]
    [InlineData(typeof(BadApps.RetriedMoreAndMoreSlowly), "the retry policy [ExponentialBackoffRetry] is not supported")]
    [InlineData(typeof(BadApps.ByReference), "Function 'F' (", "its parameter 'number' is passed by reference")]
    [InlineData(typeof(BadDurableApps.OtherHub), "Function 'F', parameter 'client': a [DurableClient] of another task hub")]
    [InlineData(typeof(BadDurableApps.SameOrchestration), "2 orchestrators are named 'Same'")]
    [InlineData(typeof(BadApps.SameName), "Function 'Twin': the name is taken by 2 methods")]
    [InlineData(typeof(BadDurableApps.Entity), "Function 'F', parameter 'dispatcher': the trigger [EntityTrigger] is not supported")]
    [InlineData(typeof(BadDurableApps.ActivityContext), "Function 'F', parameter 'context': [ActivityTrigger] binds the activity's input")]
    [InlineData(typeof(BadDurableApps.ActivityParameter), "Function 'G', parameter 'other': its type Int32 can't be bound to an activity")]
    [InlineData(typeof(BadDurableApps.OrchestratorInputs), "Function 'F', parameter 'two': an orchestrator takes one input")]
    [InlineData(typeof(BadDurableApps.ClientType), "Function 'F', parameter 'client': [DurableClient] can bind only DurableTaskClient")]
    [InlineData(typeof(BadDurableApps.Client), "Function 'F' (", "needs an orchestration service: call UseOrchestrationService")]
    [InlineData(typeof(Orchestrators), "Function 'TwoPauses' (", "needs an orchestration service")]
    [InlineData(typeof(BadTimerApps.TimerType), "Function 'F', parameter 'timer': [TimerTrigger] can bind only TimerInfo")]
    [InlineData(typeof(BadTimerApps.TimerParameter), "Function 'F', parameter 'service': the type ScopedService can't be bound in a timer function")]
    [InlineData(typeof(BadTimerApps.TimerSchedule), "Function 'F', parameter 'timer': the schedule 'every day'")]
    [InlineData(typeof(BadTimerApps.TimerSetting), "Function 'F', parameter 'timer': the schedule refers to the setting 'Cleanup', which is not set")]
    public void Function_ThatCantBeRun_StopsTheStart(Type app, params string[] fragments)
    {
        var refused = Assert.Throws<StartRefusedException>(() => SampleApp.Builder().AddFunctions(app).Build());

        Assert.All(fragments, fragment => Assert.Contains(fragment, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Faults_OfSeveralFunctions_AreReportedTogether()
    {
        var refused = Assert.Throws<StartRefusedException>(() => SampleApp.Builder()
            .AddFunctions(typeof(BadHttpApps.Root), typeof(BadDurableApps.ActivityParameter)).Build());

        Assert.Equal(3, refused.Faults.Count);
        Assert.StartsWith("3 faults: Function 'F'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disabled_ThatIsNeitherTrueNorFalse_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            SampleApp.Builder("--AzureWebJobs.Open.Disabled=perhaps").AddFunctions(typeof(LevelFunctions)).Build());

        Assert.Equal("Setting 'AzureWebJobs.Open.Disabled': it must be true or false.", refused.Message);
    }

    [Theory]
    [InlineData("--Functions:FunctionKeys:Misspelt:mine=x", "there is no HTTP function 'Misspelt'")]
    [InlineData("--Functions:Keys:default=", "Functions:Keys:default': the key is empty")]
    public void Key_ThatOpensNothing_StopsTheStart(string setting, string fragment)
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            SampleApp.Builder(setting).AddFunctions(typeof(LevelFunctions)).Build());

        Assert.Contains(fragment, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_Invalid_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(SampleApp.Builder("--urls", "nowhere").Build);

        Assert.Equal("The address 'nowhere' can't be read.", refused.Message);
    }

    [Theory]
    [InlineData("{ nothing", "host.json' can't be read")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "at least 1")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": 7 } } }""", "host.json' can't be read")]
    [InlineData("""{ "extensions": { "durableTask": { "defaultVersion": "1.0" } } }""", "durableTask.defaultVersion is not supported")]
    [InlineData("""{ "extensions": { "DurableTask": { "VersionMatchStrategy": "Strict" } } }""", "versionMatchStrategy is not supported")]
    [InlineData("""{ "extensions": { "durableTask": { "versionFailureStrategy": "Fail" } } }""", "versionFailureStrategy is not supported")]
    public async Task HostJson_Invalid_StopsTheStart(string json, string fragment)
    {
        var folder = Directory.CreateTempSubdirectory("embedded-");
        var builder = SampleApp.Builder();
        builder.HostJsonPath = Path.Combine(folder.FullName, "host.json");
        await File.WriteAllTextAsync(builder.HostJsonPath, json, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains(fragment, refused.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Versioning_OfTheWorker_StopsTheStart()
    {
        var builder = SampleApp.Builder();
        builder.Services.Configure<DurableTaskWorkerOptions>(worker =>
            worker.Versioning = new DurableTaskWorkerOptions.VersioningOptions { Version = "1.0" });

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains("DurableTaskWorkerOptions.Versioning is not supported", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_OfATestAssembly_AreFoundByTheirAttributes()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)]);

        Assert.Contains(app.Log.All, line => line.Contains($"Serving 4 functions on {app.Address.ToString().TrimEnd('/')}", StringComparison.Ordinal));
    }
}
