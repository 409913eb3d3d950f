namespace RelayFunctions.Delivery;

/// <summary>What notifications to a <c>callbackUrl</c> have in place of a gateway of the catalogue.</summary>
internal static class CallbackGateway
{
    /// <summary>Its name, which no gateway can have.</summary>
    public const string Name = "callback-url";
}
