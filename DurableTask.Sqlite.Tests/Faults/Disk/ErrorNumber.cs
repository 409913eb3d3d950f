namespace DurableTask.Sqlite.Tests.Faults.Disk;

/// <summary>Error numbers of Linux.</summary>
internal static class ErrorNumber
{
    public const int IoError = 5;
    public const int AccessDenied = 13;
    public const int ReadOnlyFileSystem = 30;
}
