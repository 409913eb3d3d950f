using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Responses;

/// <summary>Reads a JSON pointer.</summary>
internal static class JsonPointerReader
{
    /// <summary>Returns the pointer; null if it is missing, or, with a fault, if it is invalid.</summary>
    /// <param name="section">The object that has it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="example">A pointer, for the fault.</param>
    public static JsonPointer? Read(SettingSection section, string key, string example)
    {
        if (section.String(key, example) is not { } text)
            return null;

        var pointer = JsonPointer.Parse(text);
        if (pointer is null)
            section.Fault(key, $"is not a JSON pointer (RFC 6901), as in \"{example}\"");
        return pointer;
    }
}
