using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Discovery;

public sealed class StartRefusalTests
{
    [Theory]
    [InlineData(typeof(BadHttpApps.Poco), "Function 'F', parameter 'text': [HttpTrigger] can bind only Microsoft.AspNetCore.Http.HttpRequest and HttpRequestData, not String")]
    [InlineData(typeof(BadHttpApps.DataText), "an HTTP function returns HttpResponseData, IResult, IActionResult or nothing, not String")]
    [InlineData(typeof(BadHttpApps.Outputs), "an HTTP function returns HttpResponseData", "not DataAndMore, whose other properties are output bindings: these are not supported.")]
    [InlineData(typeof(BadHttpApps.ResultOutputs), "not ResultAndMore, whose other properties are output bindings")]
    [InlineData(typeof(BadHttpApps.Context), "Function 'F', parameter 'context': the worker doesn't bind HttpContext")]
    [InlineData(typeof(BadHttpApps.MvcBody), "Function 'F', parameter 'text': [Microsoft.AspNetCore.Mvc.FromBody] is not supported by the worker: take the attribute of Microsoft.Azure.Functions.Worker.Http.")]
    [InlineData(typeof(BadHttpApps.Bodies), "Function 'F', parameter 'two': the parameter 'one' has the body")]
    [InlineData(typeof(BadHttpApps.MvcQuery), "Function 'F', parameter 'text': [FromQuery] is not supported by the worker: read it from the request.")]
    [InlineData(typeof(BadHttpApps.MvcService), "Function 'F', parameter 'time': a function's parameter can't be a service")]
    [InlineData(typeof(BadHttpApps.Service), "Function 'F', parameter 'time': its type TimeProvider can't be bound")]
    [InlineData(typeof(BadHttpApps.NotInRoute), "Function 'F', parameter 'number': its type Int32 can't be bound, and the route 'items/{id}'", "Take values of the query or the body from the request.")]
    [InlineData(typeof(BadHttpApps.RouteType), "Function 'F', parameter 'id': a route value can't be bound to Uri")]
    [InlineData(typeof(BadHttpApps.OptionalValue), "Function 'F', parameter 'id': its route value is optional")]
    [InlineData(typeof(BadHttpApps.Text), "an HTTP function returns HttpResponseData, IResult, IActionResult or nothing, not String")]
    [InlineData(typeof(BadHttpApps.ActionResultOfText), "the worker doesn't convert ActionResult<T> to a response: return IActionResult.")]
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
    public void FunctionsOf_AnAssemblyWithoutAny_StopTheStart()
    {
        var builder = SampleApp.Builder().AddFunctions(typeof(string).Assembly);

        Assert.Equal(
            "The assembly System.Private.CoreLib has no methods with [Function]: pass the app's own to AddFunctions.",
            Assert.Throws<StartRefusedException>(builder.Build).Message);
    }

    [Fact]
    public void FunctionsOf_AClassWithoutAny_StopTheStart()
    {
        var builder = SampleApp.Builder().AddFunctions(typeof(LevelFunctions), typeof(ScopedService));

        Assert.StartsWith(
            "The class EmbeddedFunctions.Tests.SampleFunctions.ScopedService has no methods with [Function]",
            Assert.Throws<StartRefusedException>(builder.Build).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Disabled_ThatIsNeitherTrueNorFalse_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            SampleApp.Builder("--AzureWebJobs.Open.Disabled=perhaps").AddFunctions(typeof(LevelFunctions)).Build());

        Assert.Equal("setting AzureWebJobs.Open.Disabled: it must be true or false.", refused.Message);
    }

    [Theory]
    [InlineData("Functions:FunctionKeys:Misspelt:mine", "x", "Functions__FunctionKeys__Misspelt: there is no HTTP function 'Misspelt'")]
    [InlineData("Functions:Keys:default", "", "Functions__Keys__default: the key is empty")]
    [InlineData("Functions:FunctionKeys:Guarded:mine", "", "Functions__FunctionKeys__Guarded__mine: the key is empty")]
    [InlineData("Functions:Keys:b", " s3cret", "Functions__Keys__b: the key must not begin or end with a space")]
    [InlineData("Functions:Keys:b", "s3cret ", "Functions__Keys__b: the key must not begin or end with a space")]
    [InlineData("Functions:Keys:b", " ", "Functions__Keys__b: the key must not begin or end with a space")]
    [InlineData("Functions:Keys:_master", "s3cret\n", "Functions__Keys___master: the key must be printable ASCII, in one line")]
    [InlineData("Functions:Keys:b", "\ts3cret", "Functions__Keys__b: the key must be printable ASCII, in one line")]
    [InlineData("Functions:Keys:b", "s3\u0000cret", "Functions__Keys__b: the key must be printable ASCII, in one line")]
    [InlineData("Functions:Keys:b", "s3cret\u007f", "Functions__Keys__b: the key must be printable ASCII, in one line")]
    [InlineData("Functions:Keys:b", "s3crét", "Functions__Keys__b: the key must be printable ASCII, in one line")]
    [InlineData("Functions:Keys:b", "\u00a0s3cret", "Functions__Keys__b: the key must be printable ASCII, in one line")]
    public void Key_ThatOpensNothing_StopsTheStartWithOneFault(string setting, string key, string fault)
    {
        var builder = SampleApp.Builder("--urls", "http://0.0.0.0:0").AddFunctions(typeof(LevelFunctions));
        builder.Configuration["Functions:Keys:good"] = "a key with spaces ~!";
        builder.Configuration[setting] = key;

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Equal($"setting {fault}.", refused.Message);
    }

    [Fact]
    public void Key_TheOnlyOneIsInvalid_IsNotCalledMissing()
    {
        var builder = SampleApp.Builder("--urls", "http://0.0.0.0:0", "--Functions:Keys:default=");

        Assert.Equal(
            "setting Functions__Keys__default: the key is empty.",
            Assert.Throws<StartRefusedException>(builder.Build).Message);
    }

    [Theory]
    [InlineData("nowhere", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("127.0.0.1:7401", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("localhost:7401", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("http:/127.0.0.1:7401", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("http://", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("tcp://127.0.0.1:7401", "begin with http:// or https://, as in http://127.0.0.1:7071.")]
    [InlineData("http://127.0.0.1:74010", "be a host's name or IP address with a port from 0 to 65535.")]
    [InlineData("http://127.0.0.1:port", "be a host's name or IP address with a port from 0 to 65535.")]
    [InlineData("http://127.0.0.1:7401/base", "have no path: extensions.http.routePrefix of host.json is the path before all routes.")]
    [InlineData("http://127.0.0.1:7401/?a=b", "have no path: extensions.http.routePrefix of host.json is the path before all routes.")]
    [InlineData("http://127.0.0.1/base", "have no path: extensions.http.routePrefix of host.json is the path before all routes.")]
    [InlineData("http://unix:/nowhere/a.sock:/base", "have no path: extensions.http.routePrefix of host.json is the path before all routes.")]
    public void Address_Invalid_StopsTheStart(string url, string what)
    {
        var refused = Assert.Throws<StartRefusedException>(SampleApp.Builder("--urls", url).Build);

        Assert.Equal($"The address '{url}' of urls can't be used: it must {what}", refused.Message);
    }

    [Theory]
    [InlineData("urls", "--urls", "http://127.0.0.1:0;http://127.0.0.1:70000")]
    [InlineData("http_ports", "--http_ports", "0;70000")]
    [InlineData("https_ports", "--https_ports", "70000")]
    [InlineData("Kestrel__Endpoints__x__Url", "--Kestrel:Endpoints:x:Url", "http://127.0.0.1:70000")]
    public void Address_Invalid_IsNamedWithItsSetting(string name, string option, string value)
    {
        var refused = Assert.Throws<StartRefusedException>(
            SampleApp.Builder("--urls=", "--Functions:Keys:a=0123456789abcdef0123456789abcdef", option, value).Build);

        Assert.Contains($":70000' of {name} can't be used: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ nothing", "host.json' can't be read")]
    [InlineData("[]", "host.json' must be an object")]
    [InlineData("""{ "extensions": 7 }""", "host.json': extensions must be an object")]
    [InlineData("""{ "extensions": { "durableTask": [] } }""", "host.json': extensions.durableTask must be an object")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "maxConcurrentActivityFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": -3 } } }""", "maxConcurrentActivityFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentOrchestratorFunctions": 1.5 } } }""", "maxConcurrentOrchestratorFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentOrchestratorFunctions": 1e3 } } }""", "maxConcurrentOrchestratorFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentOrchestratorFunctions": 3000000000 } } }""", "maxConcurrentOrchestratorFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": "ten" } } }""", "maxConcurrentActivityFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": true } } }""", "maxConcurrentActivityFunctions must be a whole number of at least 1")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": 7 } } }""", "host.json': extensions.http.routePrefix must be a string")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": {} } } }""", "host.json': extensions.durableTask.hubName must be a string")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": "%NoHub%Blue" } } }""", "host.json': extensions.durableTask.hubName refers to the setting 'NoHub', which is not set")]
    [InlineData("""{ "extensions": { "durableTask": { "defaultVersion": "1.0" } } }""", "durableTask.defaultVersion is not supported")]
    [InlineData("""{ "extensions": { "DurableTask": { "VersionMatchStrategy": "Strict" } } }""", "versionMatchStrategy is not supported")]
    [InlineData("""{ "extensions": { "durableTask": { "overridableExistingInstanceStates": "AnyState" } } }""", "durableTask.overridableExistingInstanceStates must be NonRunningStates")]
    [InlineData("""{ "extensions": { "durableTask": { "versionFailureStrategy": "Fail" } } }""", "versionFailureStrategy is not supported")]
    public async Task HostJson_Invalid_StopsTheStart(string json, string fragment)
    {
        using var folder = new TempFolder();
        var builder = SampleApp.Builder();
        builder.HostJsonPath = await folder.WriteAsync("host.json", json);

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains(fragment, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maxConcurrentActivityFunctions", "abc", "must be a whole number of at least 1")]
    [InlineData("maxConcurrentActivityFunctions", "0", "must be a whole number of at least 1")]
    [InlineData("MaxConcurrentActivityFunctions", "-1", "must be a whole number of at least 1")]
    [InlineData("maxConcurrentOrchestratorFunctions", "1.5", "must be a whole number of at least 1")]
    [InlineData("maxConcurrentOrchestratorFunctions", " 5", "must be a whole number of at least 1")]
    [InlineData("defaultVersion", "1.0", "is not supported")]
    public void HostJson_InvalidOverride_StopsTheStartByItsName(string key, string value, string what)
    {
        var builder = SampleApp.Builder();
        builder.Configuration[$"AzureFunctionsJobHost:extensions:durableTask:{key}"] = value;

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.StartsWith(
            $"setting AzureFunctionsJobHost__extensions__durableTask__{key}: {what}",
            refused.Message,
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task HostJson_Override_WinsOverTheFile()
    {
        await using var app = await SampleApp.StartAsync(
            [typeof(LevelFunctions)], null, "--AzureFunctionsJobHost:extensions:http:routePrefix=own");

        Assert.Equal(200, (await HttpExchange.SendAsync(app.Address, "GET /own/open")).Status);
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
    public void EntitySupport_OfTheWorker_StopsTheStart()
    {
        var builder = SampleApp.Builder();
        builder.Services.Configure<DurableTaskWorkerOptions>(worker => worker.EnableEntitySupport = true);

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Equal(
            "DurableTaskWorkerOptions.EnableEntitySupport is not supported: entities don't run here. Leave it out.",
            refused.Message);
    }

    [Fact]
    public async Task Functions_OfATestAssembly_AreFoundByTheirAttributes()
    {
        await using var app = await SampleApp.StartAsync([typeof(LevelFunctions)]);

        Assert.Contains(app.Log.All, line => line.Contains($"Serving 4 functions on {app.Address.ToString().TrimEnd('/')}", StringComparison.Ordinal));
    }
}
