namespace RelayFunctions.Gateways.Sections;

/// <summary>Where in the catalogue a value stands.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Key">The keys below it, as in <c>retry.attempts</c>; empty for the gateway itself.</param>
internal readonly record struct SettingPath(string Gateway, string Key = "")
{
    /// <summary>The name of the setting that overrides the value.</summary>
    public string AsSetting => Key.Length == 0
        ? $"Gateways__{Gateway}"
        : $"Gateways__{Gateway}__{Key.Replace(".", "__", StringComparison.Ordinal)}";

    /// <summary>The gateway that the value belongs to.</summary>
    public SettingPath Whole => this with { Key = "" };

    public SettingPath Under(string key) => this with { Key = Key.Length == 0 ? key : $"{Key}.{key}" };
}
