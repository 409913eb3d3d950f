namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// The <c>User-Agent</c> of requests whose format has none: some services reject requests without one.
/// </summary>
internal static class UserAgent
{
    public const string HeaderName = "User-Agent";

    public static string Value { get; } = $"Relay/{typeof(UserAgent).Assembly.GetName().Version!.ToString(3)}";
}
