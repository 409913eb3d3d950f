using System.Buffers;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads a gateway's <c>headers</c>.</summary>
internal static class HeaderReader
{
    private const string Key = "headers";

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Headers that belong to the connection, to the body or to Relay itself.</summary>
    private static readonly string[] Reserved =
    [
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Idempotency-Key",
        "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "X-Relay-Attempt",
    ];

    /// <summary>Where the value of a reserved header comes from.</summary>
    private static readonly Dictionary<string, string> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "; use body.contentType",
        ["Host"] = "; its value is the host of url",
    };

    public static IReadOnlyList<FieldFormat> Read(SettingSection gateway, TemplateReader templates)
    {
        var headers = new List<FieldFormat>();
        if (gateway.Section(Key) is not { } section)
            return headers;

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.Keys)
        {
            if (FaultOf(name) is { } fault)
                section.Fault(name, fault);
            else if (!names.Add(name))
                section.Fault(name, "is specified twice");
            else if (templates.Read(section, name, $"the header {name}", Escaping.None) is { } value)
                Add(section, headers, new FieldFormat(name, value), templates);
        }

        return headers;
    }

    /// <summary>Returns what is wrong with the name of a header; null for a valid one.</summary>
    public static string? FaultOf(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters) ? "is not a header name"
        : Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? $"is a header that Relay sets itself{Sources.GetValueOrDefault(name)}"
        : null;

    private static void Add(
        SettingSection section, List<FieldFormat> headers, FieldFormat header, TemplateReader templates)
    {
        // Values from a message are checked when the template is rendered.
        if (FaultOf(templates.KnownParts(header.Value)) is { } fault)
            section.Fault(header.Name, fault);
        else
            headers.Add(header);
    }

    private static string? FaultOf(IReadOnlyList<string?> parts) =>
        parts.Any(part => part is not null && !PrintableAscii.IsAll(part)) ? "must be printable ASCII"
        : parts is [[' ', ..], ..] or [.., [.., ' ']] ? "must not begin or end with a space"
        : null;
}
