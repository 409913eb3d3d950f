namespace RelayFunctions.Tests.RecordingGateways;

/// <summary>
/// The response of a recording gateway: a status, headers, a body; or none until the caller gives up.
/// </summary>
internal sealed record StubResponse(int Status = 200, string Body = "", params (string Name, string Value)[] Headers)
{
    /// <summary>The delay before the response, on the gateway's clock.</summary>
    public TimeSpan After { get; init; }

    public static StubResponse Ok { get; } = new();

    public static StubResponse Unavailable { get; } = new(503);

    /// <summary>The request is accepted, but never gets a response.</summary>
    public static StubResponse Never { get; } = new(0);
}
