namespace RelayFunctions.Health;

/// <summary>The response of the health routes.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not ready</c>.</param>
internal sealed record HealthStatus(string Status);
