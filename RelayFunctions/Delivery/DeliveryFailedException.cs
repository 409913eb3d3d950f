namespace RelayFunctions.Delivery;

/// <summary>
/// Ends a delivery that failed, so that every tool shows its orchestration as Failed. The custom status has the
/// attempts.
/// </summary>
internal sealed class DeliveryFailedException(DeliveryResult result)
    : Exception(
        result.Outcome == DeliveryOutcome.Expired ? "The message expired before a gateway took it." : result.Error);
