using System.Diagnostics;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using RelayFunctions.Tests.Hosting;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>The worker host shows what happens on Azure only with the extension that is deployed there.</summary>
public sealed class ExtensionVersionTests
{
    [Fact]
    public void DurableExtension_OfTheWorkerHost_IsTheOneThatTheAppDeploys()
    {
        var own = typeof(OrchestrationTriggerAttribute).Assembly.Location;
        var deployed = Path.Combine(BuildOutput.RelayFunctions, ".azurefunctions", Path.GetFileName(own));

        Assert.Equal(
            FileVersionInfo.GetVersionInfo(deployed).ProductVersion, FileVersionInfo.GetVersionInfo(own).ProductVersion);
    }
}
