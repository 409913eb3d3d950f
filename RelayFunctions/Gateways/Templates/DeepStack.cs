using System.Runtime.ExceptionServices;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Runs what goes as deep as a text is nested, where an overflow of the stack would end the process: long texts on a
/// thread with a stack that fits them.
/// </summary>
internal static class DeepStack
{
    /// <summary>What fits the stack of any thread, in characters.</summary>
    private const int MaxUsual = 1000;

    /// <summary>Bytes of stack that a character of the text can need, at most.</summary>
    private const int BytesPerCharacter = 4096;

    public static T Run<T>(int length, Func<T> work)
    {
        if (length <= MaxUsual)
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
