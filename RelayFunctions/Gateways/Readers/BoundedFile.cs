namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads files to a bound: a device or a file of another kind may have no end.</summary>
internal static class BoundedFile
{
    /// <param name="path">The file's path.</param>
    /// <param name="maxBytes">The longest file.</param>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
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
