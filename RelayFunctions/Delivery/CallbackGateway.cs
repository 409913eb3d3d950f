namespace RelayFunctions.Delivery;

/// <summary>Stands for the gateway of notifications to a <c>callbackUrl</c>, which is not in the catalogue.</summary>
internal static class CallbackGateway
{
    /// <summary>Its name, which no gateway can have.</summary>
    public const string Name = "callback-url";
}
