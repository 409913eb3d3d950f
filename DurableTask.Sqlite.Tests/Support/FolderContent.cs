using System.Security.Cryptography;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>The files of a folder, to show that a call changes, creates and deletes none.</summary>
internal static class FolderContent
{
    /// <summary>Each file's name and the hash of its bytes, by name.</summary>
    public static List<string> Of(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder)
           orderby file
           select $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];
}
