using System.Text.Json;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>
/// The request that a preset must make of a message by the service's documentation, and how it must judge the
/// responses.
/// </summary>
/// <param name="Preset">Its name.</param>
internal sealed record PresetCase(string Preset)
{
    /// <summary>The message of every case.</summary>
    public const string Message = "Hi & <b>";

    /// <summary>The settings, as JSON.</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>The secrets, as JSON; each contains <c>s3cret</c>, so that a missing mask is found.</summary>
    public required string Secrets { get; init; }

    /// <summary>The parameters of the message, as JSON.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>The request: a line with method and address, the headers, an empty line, the body.</summary>
    public required string Request { get; init; }

    /// <summary>Responses of success: a status, then the body.</summary>
    public required string[] Delivered { get; init; }

    /// <summary>Responses after which the message is tried again.</summary>
    public required string[] Retried { get; init; }

    /// <summary>Responses that say "not now" in the service's own way.</summary>
    public string[] Throttled { get; init; } = [];

    /// <summary>Responses after which the message has failed permanently.</summary>
    public string[] Final { get; init; } = [];

    /// <summary>The gateway of the case.</summary>
    /// <param name="others">Other keys, as configuration gives them.</param>
    public Gateway Load(params (string Key, string Value)[] others) => GatewayFixture.Load(
        $$"""{"preset": "{{Preset}}", "settings": {{Settings}} }""",
        [
            .. JsonSerializer.Deserialize<Dictionary<string, string>>(Secrets)!.Select(secret => ($"secrets:{secret.Key}", secret.Value)),
            .. others,
        ]);
}
