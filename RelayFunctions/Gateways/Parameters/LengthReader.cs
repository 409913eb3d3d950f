using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>Reads how long a text may be: a gateway's <c>message</c>, or a parameter.</summary>
internal static class LengthReader
{
    private const string Unit = "unit";
    private const string MaxLength = "maxLength";

    private static readonly Dictionary<string, TextUnit> Units = new(StringComparer.Ordinal)
    {
        ["utf16"] = TextUnit.Utf16,
        ["codePoints"] = TextUnit.CodePoints,
        ["bytes"] = TextUnit.Bytes,
    };

    public static MessageLimit? ReadMessage(SettingSection gateway)
    {
        if (gateway.Section("message") is not { } section)
            return null;

        var (maxLength, unit) = Read(section, 10 * 1024 * 1024);
        var cuts = section.Boolean("cut") ?? false;
        if (!section.Has(MaxLength))
            section.Fault(MaxLength, "is missing");
        section.RejectUnknownKeys();
        return maxLength is { } length ? new MessageLimit(length, unit, cuts) : null;
    }

    /// <summary>Reads the length with its unit; null if there is no length.</summary>
    public static (int? MaxLength, TextUnit Unit) Read(SettingSection section, int max)
    {
        var maxLength = section.Integer(MaxLength, 1, max);
        var unit = ChoiceReader.Read(section, Unit, Units);
        if (section.Has(Unit) && !section.Has(MaxLength))
            section.Fault(Unit, $"has no effect without {MaxLength}");
        return (maxLength, unit);
    }
}
