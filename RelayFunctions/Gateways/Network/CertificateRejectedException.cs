namespace RelayFunctions.Gateways.Network;

/// <summary>
/// A gateway's certificate was rejected. The message says why, and contains no text of the certificate.
/// </summary>
internal sealed class CertificateRejectedException(string message) : Exception(message);
