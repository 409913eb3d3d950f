namespace RelayFunctions.Settings;

/// <summary>Says why a file can't be read, without its path, which the fault names already.</summary>
internal static class UnreadableFile
{
    /// <summary>Returns the cause; null if only the exception's message has it.</summary>
    public static string? CauseOf(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
        : Directory.Exists(path) ? "it is a folder"
        : exception is UnauthorizedAccessException ? "access is denied"
        : exception is InvalidDataException ? exception.Message
        : null;
}
