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

    [Fact]
    public async Task List_ShortMessagesAfterLongOnes_HasFullPagesOfThem()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        var text = new string('a', 262_000);
        for (var i = 0; i < 40; i++)
            await relay.SendAsync(text);
        for (var i = 0; i < 50; i++)
            await relay.SendAsync();
        await relay.IdleAsync();

        Assert.Equal(50, Ids(await ListAsync(relay, "?limit=50")).Length);
    }

    // The pages of the store's own index end early too, so that a page of long messages fits into memory.
    [Fact]
    public async Task List_LongMessages_HasEachOnceInPagesThatFitIntoMemory()
    {
        await using var relay = await RelayHost.StartAsync(configure: Configure);
        var text = new string('a', 262_000);
        List<string> sent = [];
        for (var i = 0; i < 40; i++)
            sent.Insert(0, await relay.SendAsync(text));
        await relay.IdleAsync();

        var pages = new List<IReadOnlyList<string>>();
        for (string? query = "?limit=50"; query is not null;)
        {
            var list = await ListAsync(relay, query);
            pages.Add(Ids(list));
            query = list.TryGetProperty("next", out var next) ? $"?limit=50&cursor={next.GetString()}" : null;
        }

        Assert.Equal(sent, pages.SelectMany(page => page));
        Assert.All(pages, page => Assert.InRange(page.Count, 1, 33));
    }
}
