using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;
using StandardWebhooks;

namespace RelayFunctions.Tests.FrontDoor.Notifications;

/// <summary>A server whose callbacks and notified gateways all lead to the recording gateway.</summary>
internal static class Notified
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string Catalogue = """
        {
          "gateways": {
            "sms": { "url": "GATEWAY/sms", "retry": { "stopOn": [400] }, "notify": "events" },
            "mail": { "url": "GATEWAY/mail", "retry": { "stopOn": [400] }, "notify": "audit" },
            "plain": { "url": "GATEWAY/plain", "retry": { "stopOn": [400] } },
            "events": { "url": "GATEWAY/events", "auth": { "standardWebhooks": { "secret": "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } } },
            "audit": { "url": "GATEWAY/audit", "auth": { "standardWebhooks": { "secret": "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } },
                       "notify": "events", "body": { "json": { "event": "{{ message }}" } } }
          }
        }
        """;

    public static Task<RelayHost> StartAsync(string? storeImage = null, DateTimeOffset? now = null, params string[] settings) =>
        RelayHost.StartAsync(
            storeImage,
            now,
            Catalogue,
            [$"--Relay:CallbackSecret={Secret}", "--Relay:CallbackNetwork=private", .. settings]);

    /// <summary>Sends a message that asks for a callback to <c>/hook</c> of the recording gateway.</summary>
    public static Task<string> SendWithCallbackAsync(this RelayHost relay, string gateway = "\"plain\"", string more = "") =>
        relay.SendJsonAsync($$"""{"message": "a", "gateway": {{gateway}}, "callbackUrl": "{{relay.Gateway.Url}}/hook?t=1"{{more}}}""");

    /// <summary>Sends a body and returns the message's id.</summary>
    public static async Task<string> SendJsonAsync(this RelayHost relay, string body)
    {
        using var response = await relay.PostAsync("/send_message", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>The requests to a path.</summary>
    public static IReadOnlyList<ReceivedRequest> To(this RelayHost relay, string path) =>
        [.. relay.Gateway.Requests.Where(request => request.Target.Split('?')[0] == path)];

    /// <summary>Verifies the signature of a request, and returns its event.</summary>
    public static JsonElement Verified(this ReceivedRequest request)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"], provider: null));
        Assert.Equal(new StandardWebhook(Secret).Sign(request.Headers["webhook-id"], at, request.Body), request.Headers["webhook-signature"]);
        return JsonDocument.Parse(request.Body).RootElement;
    }
}
