namespace RelayFunctions.Gateways.Requests;

/// <summary>A relative address can't be made absolute: the host has not said where the app listens.</summary>
internal sealed class AppAddressUnknownException() : Exception("the app's own address is not known");
