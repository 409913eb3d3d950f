namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>
/// Reads files up to a bound. A pipe, a socket or a device counts as empty: reading one could wait without end.
/// </summary>
internal static class BoundedFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="maxBytes">The maximum size of the file, in bytes.</param>
    /// <exception cref="InvalidDataException">The file is longer.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        if (FileLength.IsZero(path))
            return [];

        using var stream = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            if (content.Length > maxBytes)
                throw new InvalidDataException($"it is longer than {maxBytes} bytes");
        }

        return content.ToArray();
    }
}
