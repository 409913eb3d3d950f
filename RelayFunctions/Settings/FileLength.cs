namespace RelayFunctions.Settings;

/// <summary>Reads the length of a file: as many bytes can be read without waiting for a writer.</summary>
internal static class FileLength
{
    /// <summary>
    /// Returns the length in bytes: 0 for a pipe, a socket or a device. Kubernetes mounts files as symbolic links,
    /// which have a length of their own: the file that they lead to counts.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the link leads to none.</exception>
    public static long Of(string path) => new FileInfo(TargetOf(path)?.FullName ?? path).Length;

    /// <summary>
    /// Whether the path leads to an empty file, a pipe, a socket or a device. False for a folder, and for the links of
    /// <c>/dev/fd</c>: what they lead to is open already, and has no path.
    /// </summary>
    public static bool IsZero(string path) => File.Exists(TargetOf(path)?.FullName ?? path) && Of(path) == 0;

    private static FileSystemInfo? TargetOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true);
}
