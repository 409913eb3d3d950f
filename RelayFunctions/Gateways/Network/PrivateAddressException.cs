namespace RelayFunctions.Gateways.Network;

/// <summary>A public gateway's name resolved to an address that is not public. No connection was made.</summary>
internal sealed class PrivateAddressException : Exception;
