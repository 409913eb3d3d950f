namespace RelayFunctions.Gateways.Limiting;

/// <summary>A message's place behind a gate that was closed.</summary>
/// <param name="At">When it may pass.</param>
/// <param name="Ramp">The number of the ramp that the place is on.</param>
internal readonly record struct GateReservation(TimeSpan At, int Ramp);
