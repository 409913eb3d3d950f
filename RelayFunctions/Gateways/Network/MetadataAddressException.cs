namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A caller's name resolved to an address of <see cref="MetadataAddresses"/>. No connection was made.
/// </summary>
internal sealed class MetadataAddressException : Exception;
