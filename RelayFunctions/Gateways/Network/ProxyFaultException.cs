namespace RelayFunctions.Gateways.Network;

/// <summary>A proxy failed before it connected to a gateway.</summary>
/// <param name="fault">What it did, as in <c>closed the connection</c>.</param>
/// <param name="reason">The failure of the connection; null for none.</param>
internal sealed class ProxyFaultException(string fault, Exception? reason = null) : IOException(null, reason)
{
    public string Fault => fault;
}
