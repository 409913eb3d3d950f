using System.Text.Json;

namespace RelayFunctions.Tests.RecordingGateways;

/// <summary>A request as it came to a gateway, with the time that the gateway's clock showed.</summary>
internal sealed record ReceivedRequest(
    DateTimeOffset At, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string MessageId => Headers["Idempotency-Key"];

    public int Attempt => int.Parse(Headers["X-Relay-Attempt"], provider: null);

    public string? Message => JsonDocument.Parse(Body).RootElement.GetProperty("message").GetString();
}
