using EmbeddedFunctions;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Messages.Listing;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Lists by the queries that every backend has.</summary>
public sealed class ClientMessageListTests : MessageListTests
{
    private protected override Action<EmbeddedFunctionsApplicationBuilder>? Configure =>
        builder => builder.Services.AddSingleton<IMessageIndex, DurableMessageIndex>();

    // The store's own index has cursors of another form.
    [Fact]
    public async Task List_CursorAtTheBeginningOfTime_IsEmpty()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        var id = await relay.SendAsync();

        Assert.Empty(Ids(await ListAsync(relay, $"?cursor=0-{id}")));
    }
}
