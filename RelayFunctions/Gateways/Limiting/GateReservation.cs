namespace RelayFunctions.Gateways.Limiting;

/// <summary>A message's reservation behind a closed gate.</summary>
/// <param name="At">When the message may pass the gate.</param>
/// <param name="Ramp">The number of the ramp to which the reservation belongs.</param>
internal readonly record struct GateReservation(TimeSpan At, int Ramp);
