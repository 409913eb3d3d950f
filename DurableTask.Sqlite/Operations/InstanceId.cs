using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Which ids an instance may have. The framework's dispatcher throws at a blank one, again and again. Ids are compared
/// as UTF-8, in which two different halves of surrogate pairs would be the same.
/// </summary>
internal static class InstanceId
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static bool IsValid([NotNullWhen(true)] string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return false;

        try
        {
            _ = Strict.GetByteCount(id);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
