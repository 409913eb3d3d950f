namespace RelayFunctions.Gateways.Loading;

/// <summary>Everything that is wrong with a catalogue. No text repeats a value: it could be a secret.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<string> _faults = [];
    private readonly HashSet<SettingPath> _faulty = [];
    private readonly HashSet<string> _fromSettings = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> All => _faults;

    /// <summary>Notes that configuration and not the file gave this value.</summary>
    public void MarkFromSettings(SettingPath path) => _fromSettings.Add(path.AsSetting);

    /// <summary>Whether configuration gave this value, or the whole gateway.</summary>
    public bool IsFromSettings(SettingPath path) =>
        _fromSettings.Contains(path.AsSetting) || _fromSettings.Contains(path.Whole.AsSetting);

    /// <summary>Whether something is wrong with this value.</summary>
    public bool Has(SettingPath path) => _faulty.Contains(path);

    public void Add(string what) => _faults.Add($"{file}: {what}");

    /// <summary>Notes what is wrong with a value. The first fault of one counts: a second follows from it.</summary>
    public void Add(SettingPath path, string what)
    {
        if (!_faulty.Add(path))
            return;

        var source = IsFromSettings(path) ? $"setting {path.AsSetting}" : file;
        _faults.Add(path.Key.Length == 0
            ? $"{source}: gateway '{path.Gateway}': {what}"
            : $"{source}: gateway '{path.Gateway}': {path.Key}: {what}");
    }
}
