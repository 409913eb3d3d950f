namespace EndToEnd.Tests.Targets;

/// <summary>A Relay that is already running, as docs/testing.md describes.</summary>
internal static class RunningApp
{
    public const string GatewayVariable = "RELAY_GATEWAY_URL";

    /// <summary>The app's address; null if the suite starts its targets itself.</summary>
    public static string? BaseUrl { get; } = Environment.GetEnvironmentVariable("RELAY_BASE_URL");

    public static async Task<RelayTarget> ConnectAsync(string baseUrl)
    {
        var http = new HttpClient { BaseAddress = new Uri(baseUrl) };
        if (Environment.GetEnvironmentVariable("RELAY_KEY") is { } key)
            http.DefaultRequestHeaders.Add("x-functions-key", key);
        var gateway = Environment.GetEnvironmentVariable(GatewayVariable);
        return new RelayTarget(http, gateway is null ? null : await ScriptedGateway.StartAsync(gateway));
    }
}
