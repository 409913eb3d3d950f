using Microsoft.Net.Http.Headers;

namespace RelayFunctions.WebConsole;

/// <summary>A file of the console.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">The hash of its bytes, as the browser's cache compares it.</param>
internal sealed record ConsoleFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
