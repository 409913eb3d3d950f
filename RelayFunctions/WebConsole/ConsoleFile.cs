using Microsoft.Net.Http.Headers;

namespace RelayFunctions.WebConsole;

/// <summary>A file of the console.</summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="ContentType">The file's media type.</param>
/// <param name="Tag">The hash of its bytes, as the browser's cache compares it.</param>
internal sealed record ConsoleFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
