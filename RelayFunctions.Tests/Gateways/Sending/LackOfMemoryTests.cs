using System.Diagnostics.CodeAnalysis;
using System.Net;
using Fluid;
using Fluid.Values;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Templates.Evaluation;
using RelayFunctions.Gateways.Templates.Filters;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>
/// Too little memory says nothing about a gateway or a message: it is never an outcome, so that the host repeats the
/// attempt. .NET reports a thread that can't be started in the same way.
/// </summary>
[SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "The runtime raises it.")]
public sealed class LackOfMemoryTests
{
    [Theory]
    [InlineData("""{"url": "http://gateway.example/"}""")]
    [InlineData("""{"url": "https://gateway.example/"}""")]
    [InlineData("""
        {
          "url": "http://127.0.0.1:9/",
          "auth": {"oauth2": {"tokenUrl": "http://gateway.example/token", "clientId": "id", "clientSecret": "secret"}}
        }
        """)]
    public async Task Send_NoMemoryForAConnection_HasNoOutcome(string entry)
    {
        using var sender = new SenderFixture(resolve: LookUpAsync);

        await Assert.ThrowsAsync<OutOfMemoryException>(() => sender.SendAsync(GatewayFixture.Load(entry)));
    }

    [Fact]
    public void Failure_ThatALackOfMemoryCaused_IsNotTheGateways()
    {
        var read = new IOException("", new AggregateException(new OutOfMemoryException()));

        Assert.False(TransportError.IsOfGateway(read, CancellationToken.None));
    }

    [Fact]
    public void Render_NoMemory_DoesNotBlameTheMessage()
    {
        var template = TemplateParser.Parse("{{ message }}", "the body", Escaping.None);
        var scope = new TemplateScope(
            () => throw new OutOfMemoryException(), isMasked: false, DateTimeOffset.UnixEpoch, message: "");

        Assert.Throws<OutOfMemoryException>(() => template.Render(scope));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Filter_NoMemory_DoesNotBlameItsInput(bool isMasked)
    {
        var filter = MeteredFilter.Of("upcase", (_, _, _) => throw new OutOfMemoryException());
        var context = new MeteredContext(new TemplateVariables([]), TemplateLanguage.Options) { HasMaskedSecrets = isMasked };

        await Assert.ThrowsAsync<OutOfMemoryException>(async () => await filter(new StringValue("a"), FilterArguments.Empty, context));
    }

    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        throw new OutOfMemoryException();
}
