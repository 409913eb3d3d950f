namespace RelayFunctions.Delivery;

/// <summary>Stands for the gateway of notifications to a <c>callbackUrl</c>, which is not in the catalogue.</summary>
internal static class CallbackGateway
{
    /// <summary>The name, which no gateway of the catalogue can have.</summary>
    public const string Name = "callback-url";
}
