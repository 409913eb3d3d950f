namespace RelayFunctions.Gateways.Network;

/// <summary>A public gateway's name led to an address that is not public. Nothing was connected to.</summary>
internal sealed class PrivateAddressException : Exception;
