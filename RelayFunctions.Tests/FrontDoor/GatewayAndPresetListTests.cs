using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Presets;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class GatewayAndPresetListTests
{
    private const string Mark = "c0ffee";

    private static readonly IEqualityComparer<string?> Json = EqualityComparer<string?>.Create(
        (left, right) => JsonNode.DeepEquals(JsonNode.Parse(left!), JsonNode.Parse(right!)));

    [Fact]
    public async Task Gateways_OfTheCatalogue_AreAnArrayByNameWithTheirParameters()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue:
            """
            {
              "gateways": {
                "plain": { "url": "https://b.example/c0ffee?key=c0ffee", "headers": { "Authorization": "c0ffee" } },
                "partner": {
                  "url": "https://a.example/{{ secrets.token }}",
                  "parameters": {
                    "channel": { "required": true, "description": "where to", "values": ["a", "b"] },
                    "priority": { "type": "integer", "default": 5 }
                  }
                },
                "sms": { "preset": "telegram", "settings": { "chatId": "@news" } }
              }
            }
            """,
            settings: ["--Gateways:partner:secrets:token=c0ffee", "--Gateways:sms:secrets:token=c0ffee"]);

        var response = await relay.Http.GetStringAsync(new Uri("/gateways", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            [
              {"name": "partner", "parameters": [
                {"name": "channel", "type": "string", "required": true, "description": "where to", "values": ["a", "b"]},
                {"name": "priority", "type": "integer", "required": false, "default": 5}]},
              {"name": "plain", "parameters": []},
              {"name": "sms", "preset": "telegram", "parameters": [
                {"name": "silent", "type": "boolean", "required": false, "description": "whether the message makes no sound"}]}
            ]
            """,
            response,
            Json);
        Assert.DoesNotContain(Mark, response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presets_OfTheLibrary_AreAnArrayByNameWithAllThatTheyNeed()
    {
        await using var relay = await RelayHost.StartAsync();

        var presets = await relay.Http.GetFromJsonAsync<JsonElement[]>(
            new Uri("/presets", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(PresetLibrary.All.Select(preset => preset.Name), presets!.Select(preset => preset.GetProperty("name").GetString()));
        Assert.Equal(
            """
            {
              "name": "twilio",
              "title": "Twilio SMS",
              "documentation": "https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource",
              "settings": [
                {"name": "accountSid", "description": "the account's SID, AC..."},
                {"name": "from", "description": "the number that messages come from, as in +15550001111"}],
              "secrets": [{"name": "authToken", "description": "the account's auth token"}],
              "parameters": [
                {"name": "to", "type": "string", "required": true, "description": "the recipient's number, as in +15550002222"}]
            }
            """,
            presets!.Single(preset => preset.GetProperty("name").GetString() == "twilio").GetRawText(),
            Json);
    }

    [Fact]
    public async Task Lists_WithoutTheKey_AreRejected()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1"]);

        foreach (var path in new[] { "/gateways", "/presets" })
        {
            using var refused = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            using var answered = await relay.Http.GetAsync(new Uri($"{path}?code=k1", UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Equal((System.Net.HttpStatusCode.Unauthorized, System.Net.HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
        }
    }
}
