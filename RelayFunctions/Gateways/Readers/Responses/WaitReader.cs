using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Responses;

/// <summary>Reads <c>retry.wait</c>.</summary>
internal static class WaitReader
{
    private const string Header = "header";
    private const string Json = "json";

    private static readonly Dictionary<string, WaitUnit> Units = new(StringComparer.Ordinal)
    {
        ["seconds"] = WaitUnit.Seconds,
        ["milliseconds"] = WaitUnit.Milliseconds,
        ["epochSeconds"] = WaitUnit.EpochSeconds,
        ["epochMilliseconds"] = WaitUnit.EpochMilliseconds,
        ["date"] = WaitUnit.Date,
    };

    public static WaitRule? Read(SettingSection retry)
    {
        if (retry.Section("wait") is not { } section)
            return null;

        var unit = ChoiceReader.Read(section, "unit", Units);
        var on = section.Integers("on", 300, 599);
        WaitRule? rule = section.OneOf([Header, Json]) switch
        {
            Header => new WaitRule { Header = HeaderName(section), Unit = unit, On = on },
            Json => new WaitRule
            {
                Json = JsonPointerReader.Read(section, Json, "/parameters/retry_after"),
                Unit = unit,
                On = on,
            },
            _ => null,
        };
        section.RejectUnknownKeys();
        return rule;
    }

    private static string? HeaderName(SettingSection section)
    {
        var name = section.String(Header);
        if (name is not null && HeaderReader.FaultOf(name) is { } fault)
            section.Fault(Header, fault);
        return name;
    }
}
