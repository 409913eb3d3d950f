namespace RelayFunctions.Delivery;

/// <summary>
/// Ends a delivery that no gateway took, so that its orchestration is Failed for whatever looks at it. The custom
/// status has the attempts.
/// </summary>
internal sealed class DeliveryFailedException(DeliveryResult result)
    : Exception(
        result.Outcome == DeliveryOutcome.Expired ? "The message expired before a gateway took it." : result.Error);
