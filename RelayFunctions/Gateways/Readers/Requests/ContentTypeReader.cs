using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads a body's <c>contentType</c>.</summary>
internal static class ContentTypeReader
{
    public const string Key = "contentType";

    /// <summary>Returns the charset of a type; reports a fault if it is not known.</summary>
    public static TextCharset CharsetOf(SettingSection section, string type)
    {
        if (MediaTypes.CharsetOf(type) is not { } name)
            return TextCharset.Utf8;

        if (TextCharset.Find(name) is { } charset)
            return charset;

        section.Fault(Key, "has a charset that is not known; IANA's names are, as in windows-1251");
        return TextCharset.Utf8;
    }

    /// <summary>Returns the type of the body; reports a fault if it does not fit the kind.</summary>
    /// <param name="section">The body.</param>
    /// <param name="usual">The type of the kind.</param>
    /// <param name="fits">Whether a type fits the kind.</param>
    /// <param name="what">What a type must be, for the fault.</param>
    public static string Read(SettingSection section, string usual, Func<string, bool> fits, string what)
    {
        if (section.String(Key) is not { } type)
            return usual;

        if (!fits(type))
            section.Fault(Key, $"must be {what}");
        return type;
    }
}
