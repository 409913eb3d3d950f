namespace RelayFunctions.Gateways.Sections;

/// <summary>The path of a value in the catalogue.</summary>
/// <param name="Name">The name of the gateway or alert.</param>
/// <param name="Key">The keys below it, as in <c>retry.attempts</c>; empty for the whole entry.</param>
/// <param name="IsAlert">Whether the entry is an alert; otherwise it is a gateway.</param>
internal readonly record struct SettingPath(string Name, string Key = "", bool IsAlert = false)
{
    /// <summary>The entry as error messages name it.</summary>
    public string Kind => IsAlert ? "alert" : "gateway";

    /// <summary>The name of the setting that overrides the value.</summary>
    public string AsSetting => (IsAlert ? "Alerts__" : "Gateways__")
        + (Key.Length == 0 ? Name : $"{Name}__{Key.Replace(".", "__", StringComparison.Ordinal)}");

    /// <summary>The entry that the value belongs to.</summary>
    public SettingPath Whole => this with { Key = "" };

    public SettingPath Under(string key) => this with { Key = Key.Length == 0 ? key : $"{Key}.{key}" };
}
