using System.Text.Json;

namespace RelayFunctions.Gateways.Sections;

/// <summary>The faults and warnings of a catalogue. No text repeats a value, since it could be a secret.</summary>
internal sealed class FaultList(string file)
{
    /// <summary>
    /// The maximum number of faults that are listed, since a wholly invalid file would fill the log.
    /// </summary>
    private const int MaxListed = 100;

    private const int MaxLength = 1000;

    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<SettingPath> _faulty = [];
    private readonly Dictionary<SettingPath, string> _origins = [];
    private readonly HashSet<SettingPath> _fromFile = [];
    // With what the file has in place of a text.
    private readonly Dictionary<string, JsonValueKind?> _fromSettings = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> All => Listed(_faults, "faults");

    /// <summary>Probable mistakes that do no harm.</summary>
    public IReadOnlyList<string> Warnings => Listed(_warnings, "warnings");

    /// <summary>Records that this value came from configuration, not from the file.</summary>
    public void MarkFromSettings(SettingPath path) => _fromSettings.TryAdd(path.AsSetting, null);

    /// <summary>Records that a setting gave this value in place of one of the file.</summary>
    /// <param name="path">The value.</param>
    /// <param name="replaced">What the file has there; undefined for nothing.</param>
    public void MarkFromSettings(SettingPath path, JsonValueKind replaced) =>
        _fromSettings[path.AsSetting] = replaced;

    /// <summary>
    /// Records that this value is the file's, though configuration gave one whose name differs from it only in case.
    /// </summary>
    public void MarkFromFile(SettingPath path) => _fromFile.Add(path);

    /// <summary>
    /// What the file has in place of the text of a setting: undefined for nothing; null if no setting gave the value.
    /// </summary>
    public JsonValueKind? ReplacedAt(SettingPath path) =>
        _fromFile.Contains(path) ? null : _fromSettings.GetValueOrDefault(path.AsSetting);

    /// <summary>Whether configuration gave this value or a part of it, or the whole entry.</summary>
    public bool IsFromSettings(SettingPath path) =>
        (!_fromFile.Contains(path) && _fromSettings.ContainsKey(path.AsSetting))
        || _fromSettings.ContainsKey(path.Whole.AsSetting);

    /// <summary>
    /// Records the settings from which a value of the file was computed: a fault of the value names them.
    /// </summary>
    public void MarkOrigin(SettingPath path, IEnumerable<SettingPath> settings) =>
        _origins[path] = string.Join(", ", settings.Select(setting => setting.AsSetting).Order(StringComparer.Ordinal));

    /// <summary>Whether this value has a fault.</summary>
    public bool Has(SettingPath path) => _faulty.Contains(path);

    /// <summary>Whether something is wrong with a value of the entry.</summary>
    public bool HasAny(SettingPath path) => _faulty.Any(faulty => faulty.Whole == path.Whole);

    /// <summary>Whether something is wrong with a value of the entry outside of some of its keys.</summary>
    public bool HasAnyBeside(SettingPath path, params string[] keys) => _faulty.Any(faulty =>
        faulty.Whole == path.Whole && !keys.Contains(faulty.Key.Split('.')[0], StringComparer.Ordinal));

    /// <summary>Adds a warning about the file.</summary>
    public void Warn(string what) => _warnings.Add(Line($"{file}: {what}"));

    /// <summary>Adds a warning about a setting.</summary>
    public void Warn(string setting, string what) => _warnings.Add(Line($"setting {setting}: {what}"));

    /// <summary>Adds a warning about a value.</summary>
    public void Warn(SettingPath path, string what) => _warnings.Add(Located(path, what));

    public void Add(string what) => _faults.Add(Line($"{file}: {what}"));

    /// <summary>
    /// Adds a fault of a value. Only the first fault of a value is kept, since a second one follows from it.
    /// </summary>
    public void Add(SettingPath path, string what)
    {
        if (_faulty.Add(path))
            _faults.Add(Located(path, what + Origin(path)));
    }

    private string Origin(SettingPath path) =>
        _origins.GetValueOrDefault(path) is { Length: > 0 } settings ? $" (the value comes from {settings})" : "";

    private List<string> Listed(List<string> lines, string kind) => lines.Count <= MaxListed
        ? lines
        : [.. lines.Take(MaxListed), $"{file}: {lines.Count - MaxListed} more {kind}"];

    private string Located(SettingPath path, string what)
    {
        var source = IsFromSettings(path) ? $"setting {Shown(path.AsSetting)}" : file;
        return Line(path.Key.Length == 0
            ? $"{source}: {path.Kind} '{Shown(path.Name)}': {what}"
            : $"{source}: {path.Kind} '{Shown(path.Name)}': {Shown(path.Key)}: {what}");
    }

    /// <summary>Returns a name as faults show it: its beginning, if it is long.</summary>
    public static string Shown(string name) => name.Length <= 100 ? name : $"{name[..100]}...";

    // A name can contain a line break, which would look like a line of the log.
    private static string Line(string fault) =>
        string.Concat((fault.Length <= MaxLength ? fault : $"{fault[..MaxLength]}...")
            .Select(one => char.IsControl(one) ? '?' : one));
}
