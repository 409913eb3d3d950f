using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Tokens;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>The sender with the same HTTP clients as in the app.</summary>
internal sealed class SenderFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public SenderFixture(TimeProvider? time = null, string? ownHostname = null, ResolveHost? resolve = null, string? proxy = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("WEBSITE_HOSTNAME", ownHostname)])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(new AppAddress(configuration));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<GatewaySender>();
        services.AddSingleton(_ => new GatewayHttpClients(
            resolve ?? Dns.GetHostAddressesAsync,
            time ?? TimeProvider.System,
            proxy is null ? null : GatewayProxy.At(new Uri(proxy), isForAll: true)));
        _services = services.BuildServiceProvider();
    }

    public static AttemptRequest Message { get; } = new("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4050", "Hello", "partner", 1);

    public Task<GatewayResponse> SendAsync(Uri url, AttemptRequest? message = null) =>
        SendAsync(new Gateway { Name = "partner", Request = RequestFormat.Plain(url) }, message);

    public Task<GatewayResponse> SendAsync(Gateway gateway, AttemptRequest? message = null) =>
        _services.GetRequiredService<GatewaySender>().SendAsync(gateway, message ?? Message);

    public void Dispose() => _services.Dispose();
}
