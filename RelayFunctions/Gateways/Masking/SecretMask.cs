namespace RelayFunctions.Gateways.Masking;

/// <summary>What people see in place of a secret.</summary>
internal static class SecretMask
{
    /// <summary>The text in place of a secret. No escaping changes it, so it looks the same everywhere.</summary>
    public const string Text = "SECRET";
}
