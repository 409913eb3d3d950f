using System.Text.Json;
using RelayFunctions.Alerts;

namespace RelayFunctions.Tests.Alerts;

/// <summary>The stored JSON of the alerts' state, which other versions of Relay read too.</summary>
public sealed class AlertStoreTests
{
    private const string Json =
        """{"startedAt":"2030-01-01T12:00:00Z","seed":"a1","episodes":[{"alert":"ops","gateway":"sms","since":"2030-01-01T12:00:00Z","isTold":true,"hasFailed":true,"hasLost":true,"hasDelivered":true,"calmSince":"2030-01-01T12:05:00Z"}],"toldAt":{"ops":"2030-01-01T12:00:00Z"},"notices":1,"unsent":[{"alert":"ops","number":1,"text":"Relay"}]}""";

    [Fact]
    public void State_OfEarlierVersion_IsReadAndWrittenWithTheSameNames()
    {
        var state = JsonSerializer.Deserialize(Json, AlertJson.Default.AlertState)!;

        Assert.True(Assert.Single(state.Incidents).IsReported);
        Assert.Equal(Json, AlertStore.TextOf(state));
    }

    // A server of an earlier version ignores the time, and one of a later version may write more.
    [Fact]
    public void State_WithAGatewayThatIsNotWatched_IsReadByEveryVersion()
    {
        var state = JsonSerializer.Deserialize(Json, AlertJson.Default.AlertState)!;
        var unwatched = state with
        {
            Incidents = [state.Incidents[0] with { UnwatchedSince = new DateTimeOffset(2030, 1, 1, 12, 6, 0, TimeSpan.Zero) }],
        };
        const string added = ",\"unwatchedSince\":\"2030-01-01T12:06:00Z\"}],\"toldAt\"";

        var text = AlertStore.TextOf(unwatched);

        Assert.Equal(Json.Replace("}],\"toldAt\"", added, StringComparison.Ordinal), text);
        Assert.Equal(unwatched.Incidents, JsonSerializer.Deserialize(text, AlertJson.Default.AlertState)!.Incidents);
        Assert.Equal(
            unwatched.Incidents,
            JsonSerializer.Deserialize(text.Replace("\"unwatchedSince\"", "\"later\":1,\"unwatchedSince\"", StringComparison.Ordinal), AlertJson.Default.AlertState)!.Incidents);
    }
}
