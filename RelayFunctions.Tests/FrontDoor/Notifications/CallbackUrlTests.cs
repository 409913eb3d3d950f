using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Tests.Gateways.Network;

namespace RelayFunctions.Tests.FrontDoor.Notifications;

public sealed class CallbackUrlTests
{
    private const string Private = "must not be a private address";

    [Theory]
    [InlineData("https://hooks.example/a?b=c", null)]
    [InlineData("https://93.184.215.14/", null)]
    [InlineData("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", null)]
    [InlineData("http://hooks.example/a", "must be an https address")]
    [InlineData("ftp://hooks.example/a", "must be an http or https address")]
    [InlineData("/a", "must be an http or https address")]
    [InlineData("hooks.example", "must be an http or https address")]
    [InlineData("https://user:s3cret@hooks.example/", "must not contain a user or password")]
    [InlineData("https://hooks.example/#a", "must not contain a fragment (#)")]
    [InlineData("https://hooks.example/ a", "must not contain spaces, control characters or backslashes")]
    [InlineData("https://hooks.example\\@127.0.0.1/", "must not contain spaces, control characters or backslashes")]
    [InlineData("https://localhost/", Private)]
    [InlineData("https://LOCALHOST./", Private)]
    [InlineData("https://relay.localhost/", Private)]
    [InlineData("https://127.0.0.1/", Private)]
    [InlineData("https://127.1/", Private)]
    [InlineData("https://0x7f000001/", Private)]
    [InlineData("https://2130706433/", Private)]
    [InlineData("https://169.254.169.254/latest", Private)]
    [InlineData("https://10.0.0.1:8443/", Private)]
    [InlineData("https://[::1]/", Private)]
    [InlineData("https://[::ffff:10.0.0.1]/", Private)]
    [InlineData("https://[fe80::1%25eth0]/", Private)]
    [InlineData("https://[64:ff9b::10.0.0.1]/", Private)]
    public void Url_OfACaller_MustBeAPublicHostOverTls(string url, string? fault) =>
        Assert.Equal(fault, CallbackUrl.FaultOf(url, Options()));

    [Theory]
    [InlineData("http://127.0.0.1:9000/a")]
    [InlineData("http://intranet/a")]
    public void Url_PrivateNetworkIsAllowed_MayBeAnyAddress(string url)
    {
        Assert.Null(CallbackUrl.FaultOf(url, Options(("CallbackNetwork", "private"))));
        Assert.NotNull(CallbackUrl.FaultOf($"{url}#", Options(("CallbackNetwork", "private"))));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://169.254.170.2/v2/credentials")]
    [InlineData("http://168.63.129.16/machine")]
    [InlineData("http://100.100.100.200/latest")]
    [InlineData("http://192.0.0.192/opc/v2")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[fd20:ce::254]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fe80::a9fe:a9fe%25eth0]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[::ffff:168.63.129.16]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[::a9fe:a9fe]/")]
    public void Url_OfAMachinesOwnServices_IsAFaultEvenInAPrivateNetwork(string url)
    {
        Assert.Equal(
            "must not be a link-local address or one of a cloud's own services",
            CallbackUrl.FaultOf(url, Options(("CallbackNetwork", "private"))));
        Assert.Equal(Private, CallbackUrl.FaultOf(url.Replace("http:", "https:", StringComparison.Ordinal), Options()));
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    public void Url_OfAPrivateNetwork_IsAllowedThere(string url) =>
        Assert.Null(CallbackUrl.FaultOf(url, Options(("CallbackNetwork", "private"))));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("fe80::1")]
    [InlineData("127.0.0.1", "169.254.169.254")]
    public async Task Callback_NameLeadsToAMachinesOwnServices_IsNotConnectedToEvenInAPrivateNetwork(params string[] addresses)
    {
        await using var relay = await RelayHost.StartAsync(
            settings: [$"--Relay:CallbackSecret={Notified.Secret}", "--Relay:CallbackNetwork=private"],
            configure: builder => builder.Services.AddSingleton<ResolveHost>(new FakeNames(addresses).ResolveAsync));

        var (_, error) = await NotifyAsync(relay, "http");

        Assert.Equal(
            "the host name resolves to a link-local address or one of a cloud's own services, which no callbackUrl may use",
            error);
        Assert.Empty(relay.To("/hook"));
    }

    [Fact]
    public void Url_TooLong_IsAFault() => Assert.Equal(
        "must be at most 2048 characters long", CallbackUrl.FaultOf($"https://hooks.example/{new string('a', 2048)}", Options()));

    [Fact]
    public async Task Message_WithoutASecret_Is400AndNamesFieldAndSetting()
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "gateway_1", "callbackUrl": "https://hooks.example/"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "\"callbackUrl\":[\"can't be signed: set Relay__CallbackSecret.\"]",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_NameLeadsToAPrivateAddress_IsNotConnectedTo()
    {
        await using var relay = await RelayHost.StartAsync(
            settings: [$"--Relay:CallbackSecret={Notified.Secret}"],
            configure: builder => builder.Services.AddSingleton<ResolveHost>(new FakeNames(["127.0.0.1"]).ResolveAsync));

        var (message, error) = await NotifyAsync(relay, "https");

        Assert.Contains("resolves to a private address", error, StringComparison.Ordinal);
        Assert.Equal("delivered", message.GetProperty("status").GetString());
    }

    /// <summary>Sends a message, and returns it with the error of its notification to the gateway's host.</summary>
    private static async Task<(JsonElement Message, string? Error)> NotifyAsync(RelayHost relay, string scheme)
    {
        var port = new Uri(relay.Gateway.Url).Port;
        var id = await relay.SendJsonAsync(
            $$"""{"message": "a", "gateway": "gateway_1", "callbackUrl": "{{scheme}}://hooks.example:{{port}}/hook"}""");
        await relay.IdleAsync();

        var message = await relay.StatusAsync(id);
        var notification = await relay.StatusAsync(message.GetProperty("notification").GetString()!);
        return (message, notification.GetProperty("attempts")[0].GetProperty("error").GetString());
    }

    private static RelayOptions Options(params (string Name, string Value)[] settings) => new RelayOptionsReader(
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append(("CallbackSecret", Notified.Secret)).ToDictionary(pair => $"Relay:{pair.Item1}", pair => (string?)pair.Item2)).Build()).Read();
}
