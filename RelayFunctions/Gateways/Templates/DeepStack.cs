using System.Runtime.ExceptionServices;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Runs recursive code whose depth depends on the nesting of a text. An overflow of the stack would end the process, so
/// long texts are handled on a thread with a large enough stack.
/// </summary>
internal static class DeepStack
{
    /// <summary>The longest text, in characters, that fits the stack of any thread.</summary>
    private const int MaxOnThisThread = 1000;

    /// <summary>Bytes of stack that a character of the text can need, at most.</summary>
    private const int BytesPerCharacter = 4096;

    public static T Run<T>(int length, Func<T> work)
    {
        if (length <= MaxOnThisThread)
            return work();

        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            length * BytesPerCharacter);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
