namespace RelayFunctions.Gateways.Limiting;

/// <summary>A message that has not come yet.</summary>
/// <param name="Until">When it comes by itself, or is no longer expected.</param>
/// <param name="Place">Its place behind the gate, if it has one.</param>
/// <param name="HasReservation">Whether it was given a time before, so that its turn is not a later one's.</param>
internal readonly record struct Wait(TimeSpan Until, GateReservation? Place = null, bool HasReservation = false);
