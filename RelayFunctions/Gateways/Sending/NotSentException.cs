namespace RelayFunctions.Gateways.Sending;

/// <summary>A request was not sent, for a reason that lies in this machine and will pass.</summary>
/// <param name="shortage">What the machine has too little of.</param>
public sealed class NotSentException(string shortage) : Exception($"this machine lacks {shortage}")
{
    /// <summary>What the machine has too little of.</summary>
    public string Shortage => shortage;
}
