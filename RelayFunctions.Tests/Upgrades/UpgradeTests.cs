using System.Globalization;
using System.Text.Json;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Upgrades;

/// <summary>
/// Stores that earlier versions left when they were killed, one for each schema, with messages in every state. This
/// version opens them, replays the histories and delivers the waiting messages. CONTRIBUTING.md says what to do if this
/// test fails.
/// </summary>
public sealed class UpgradeTests
{
    /// <summary>After everything that was recorded, so that all waiting messages are due.</summary>
    private static readonly DateTimeOffset Later = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The gateways of the waiting messages, and the number of the last attempt of each.</summary>
    private static readonly string[] Waiting =
        ["cancelling 1", "midway 1", "paced 1", "paced 1", "paced 1", "paced 1", "second 2", "third 3"];

    public static TheoryData<string> Stores =>
        [.. Directory.GetFiles(Folder, "*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(BuildOutput.Root, "RelayFunctions.Tests", "Upgrades", "Stores");

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Store_OfAFormerVersion_IsOpenedAndWaitingMessagesAreDelivered(string store)
    {
        await using var host = await RelayHost.StartAsync(Path.Combine(Folder, store), Later);

        // A replay that diverges fails the message; messages that a limiter delays are sent within these minutes.
        for (var minute = 0; minute < 3; minute++)
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Waiting, host.Gateway.Requests
            .Select(request => string.Create(CultureInfo.InvariantCulture, $"{request.Target.Trim('/')} {request.Attempt}"))
            .Order(StringComparer.Ordinal));
        Assert.All(host.Gateway.Requests, request => Assert.StartsWith("Grüße from ", request.Message, StringComparison.Ordinal));
        foreach (var id in host.Gateway.Requests.Select(request => request.MessageId))
            Assert.Equal("delivered", Text(await host.StatusAsync(id), "status"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Store_OfAFormerVersion_ShowsEndedMessages(string store)
    {
        await using var host = await RelayHost.StartAsync(Path.Combine(Folder, store), Later);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("delivered", await StatusOfAsync(host, "delivered"));
        Assert.Equal("failed", await StatusOfAsync(host, "failed"));
    }

    [Fact]
    public void Stores_ExistForEachSchema()
    {
        var scripts = Directory.GetFiles(Path.Combine(BuildOutput.Root, "DurableTask.Sqlite", "Schema"), "*.sql").Length;

        Assert.Equal(
            Enumerable.Range(1, scripts).Select(schema => $"schema-{schema}.db"),
            Directory.GetFiles(Folder, "*.db").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // The index of an earlier version's store is built gradually after the start.
    private static async Task<string?> StatusOfAsync(RelayHost host, string gateway)
    {
        while (true)
        {
            var list = await JsonDocument.ParseAsync(
                await host.Http.GetStreamAsync(new Uri($"/messages?gateway={gateway}", UriKind.Relative), TestContext.Current.CancellationToken),
                cancellationToken: TestContext.Current.CancellationToken);
            if (list.RootElement.GetProperty("messages").EnumerateArray().ToArray() is [var message])
                return Text(message, "status");
            await Task.Yield();
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
