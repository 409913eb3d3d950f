using System.Text;
using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Settings;

/// <summary>
/// Secrets in files, as Docker and Kubernetes mount them: each file of a folder is a setting, named like one
/// (<c>Gateways__sms__secrets__token</c>).
/// </summary>
internal static class SecretFiles
{
    /// <summary>The longest text of a file, in characters.</summary>
    private const int MaxLength = 64 * 1024;

    /// <summary>The smallest buffer for a text, in characters: the file may grow while it is opened.</summary>
    private const int MinBuffer = 4 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The full path of the folder; null if none is given.</summary>
    public static string? FolderOf(IConfiguration configuration) =>
        configuration["Relay:SecretsFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>
    /// Adds the files to the configuration. They have precedence over other settings of the same name.
    /// </summary>
    public static void AddTo(IConfiguration configuration)
    {
        // If the folder is missing, the reader of the settings reports it.
        if (configuration is IConfigurationBuilder builder && FolderOf(configuration) is { } folder)
            builder.Add(new SecretFilesSource(folder));
    }

    /// <summary>
    /// The folder's files that are settings, in order. Hidden ones belong to the tool that mounts the folder.
    /// </summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => !Path.GetFileName(file).StartsWith('.'))
        .Order(StringComparer.Ordinal);

    /// <summary>Returns the key of the setting that a file contains.</summary>
    public static string KeyOf(string file) =>
        Path.GetFileName(file).Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary>
    /// Reads a file without a line break at its end; null if that fails. It is empty for white space alone, and for a
    /// pipe, a socket or a device: these have no length, and reading one could wait without end.
    /// </summary>
    public static string? Read(string file) => Read(file, out _);

    /// <summary>As <see cref="Read(string)"/>, with the fault of a file that can't be read.</summary>
    public static string? Read(string file, out string? fault)
    {
        fault = null;
        try
        {
            var bytes = FileLength.Of(file);
            if (bytes == 0)
                return "";

            // A buffer of the longest text for each file is most of the work of a poll of many files.
            var buffer = new char[Math.Clamp(bytes, MinBuffer, MaxLength) + 1];
            var length = ReadBlock(file, buffer);
            // A longer file has taken its place meanwhile.
            if (length == buffer.Length && length <= MaxLength)
                length = ReadBlock(file, buffer = new char[MaxLength + 1]);
            if (length > MaxLength)
            {
                fault = $"is longer than {MaxLength} characters";
                return null;
            }

            var text = buffer.AsSpan(0, length);
            return text.IsWhiteSpace() ? ""
                : text.EndsWith("\r\n") ? new string(text[..^2])
                : text.EndsWith("\n") ? new string(text[..^1])
                : new string(text);
        }
        catch (DecoderFallbackException)
        {
            fault = "is not UTF-8";
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"can't be read: {UnreadableFile.CauseOf(file, exception) ?? exception.Message}";
            return null;
        }
    }

    private static int ReadBlock(string file, char[] buffer)
    {
        using var reader = new StreamReader(file, Utf8);
        return reader.ReadBlock(buffer);
    }

    /// <summary>
    /// Returns the part of a file's content that matters, for comparison; never valid UTF-8 for a file that can't be
    /// read.
    /// </summary>
    public static byte[] ContentOf(string file) => Read(file) is { } text ? Utf8.GetBytes(text) : [0xFF];
}
