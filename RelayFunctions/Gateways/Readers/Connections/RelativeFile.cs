using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>A file that a gateway names, such as one of certificates.</summary>
/// <param name="folder">The folder that its path is relative to: that of the catalogue's file.</param>
internal sealed class RelativeFile(string folder)
{
    /// <summary>The longest file, in bytes.</summary>
    private const int MaxFile = 256 * 1024;

    private readonly HashSet<string> _paths = [];

    /// <summary>The paths of all that was read or could not be read.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Reads the content of a file, for a comparison.</summary>
    /// <exception cref="InvalidDataException">The file is too long.</exception>
    public static byte[] ContentOf(string path) => BoundedFile.Read(path, MaxFile);

    /// <summary>
    /// Reads the content; null if no path is given, or, with a fault, if the file can't be read.
    /// </summary>
    public byte[]? Read(SettingSection section, string key, string? path)
    {
        if (path is not { Length: > 0 })
            return null;

        try
        {
            var file = Path.GetFullPath(Path.Combine(folder, path));
            _paths.Add(file);
            return BoundedFile.Read(file, MaxFile);
        }
        catch (InvalidDataException)
        {
            section.Fault(key, $"is longer than {MaxFile} bytes");
            return null;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The path is not repeated: it can come from a secret, or be a key that was put in its place.
            section.Fault(
                key,
                exception is FileNotFoundException or DirectoryNotFoundException
                    ? "is not an existing file; a relative path is relative to the catalogue's folder, which is "
                        + Path.GetFullPath(Path.Combine(folder, "."))
                    : UnreadableFile.CauseOf(Path.Combine(folder, path), exception) is { } cause
                        ? $"can't be read: {cause}"
                        : "can't be read");
            return null;
        }
    }
}
