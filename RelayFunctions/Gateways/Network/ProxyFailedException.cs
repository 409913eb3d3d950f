namespace RelayFunctions.Gateways.Network;

/// <summary>A proxy failed before it connected to a gateway.</summary>
/// <param name="failure">What it did, as in <c>closed the connection</c>.</param>
/// <param name="reason">The failure of the connection; null for none.</param>
internal sealed class ProxyFailedException(string failure, Exception? reason = null) : IOException(null, reason)
{
    public string Failure => failure;
}
