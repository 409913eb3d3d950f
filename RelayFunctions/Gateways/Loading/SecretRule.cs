namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// A gateway's <c>secrets</c> (<c>Gateways__NAME__secrets__KEY</c>) come from configuration alone: a file is copied,
/// committed and mailed around. They are checked and stay where they stand; no gateway carries them.
/// </summary>
internal static class SecretRule
{
    private const string Key = "secrets";

    public static void Check(SettingSection gateway)
    {
        if (gateway.Section(Key) is not { } section)
            return;

        foreach (var name in section.Keys)
        {
            if (section.IsFromSettings(name))
                section.Text(name);
            else
                section.Fault(name, "a secret belongs in configuration, never in the file");
        }
    }
}
