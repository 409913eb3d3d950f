using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <summary>The members of a permit and of a wait on the decision that is one of them.</summary>
internal static class LimiterDecisionExtensions
{
    extension(LimiterDecision decision)
    {
        /// <summary>When a message that waits enters again; null for a permit.</summary>
        public DateTimeOffset? RetryAt => (decision as GatewayWait)?.RetryAt;

        public IReadOnlyList<Guid> Woken => decision is GatewayWait wait ? wait.Woken : ((GatewayPermit)decision).Woken;

        public void Throttle(TimeSpan wait) => ((GatewayPermit)decision).Throttle(wait);

        /// <summary>Releases a permit; a wait has nothing to release.</summary>
        public void Dispose() => (decision as GatewayPermit)?.Release();
    }
}
