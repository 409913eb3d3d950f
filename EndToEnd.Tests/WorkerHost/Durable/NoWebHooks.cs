using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.DependencyInjection;

// The interface is marked obsolete to keep it out of apps; a host has no other way to give an extension its address.
#pragma warning disable CS0618

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>An address for the extension's management API, which this host does not serve and Relay does not use.</summary>
internal sealed class NoWebHooks : IWebHookProvider
{
    public Uri GetUrl(IExtensionConfigProvider extension) => new("http://localhost/runtime/webhooks/durabletask");
}

/// <summary>Registers <see cref="NoWebHooks"/>.</summary>
internal static class NoWebHooksExtensions
{
    public static IServiceCollection AddNoWebHooks(this IServiceCollection services) =>
        services.AddSingleton<IWebHookProvider, NoWebHooks>();
}
