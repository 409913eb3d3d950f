namespace RelayFunctions.Gateways.Loading;

/// <summary>A gateway's <c>secrets</c> come from configuration alone: a file is copied, committed and mailed around.</summary>
internal static class SecretRule
{
    private const string Key = "secrets";

    public static IReadOnlyDictionary<string, string> Read(SettingSection gateway)
    {
        var secrets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (gateway.Section(Key) is not { } section)
            return secrets;

        foreach (var name in section.Keys)
        {
            if (!section.IsFromSettings(name))
                section.Fault(name, "a secret belongs in configuration, never in the file");
            else if (section.Text(name) is { } value)
                secrets[name] = value;
        }

        return secrets;
    }
}
