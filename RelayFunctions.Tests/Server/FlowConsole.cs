using System.Text;

namespace RelayFunctions.Tests.Server;

/// <summary>
/// A console writer that captures the output of a test's own calls; that of other tests passes through.
/// </summary>
internal sealed class FlowConsole : TextWriter
{
    private static readonly FlowConsole Out = new(Console.Out);
    private static readonly FlowConsole Error = new(Console.Error);

    private readonly TextWriter _others;
    private readonly AsyncLocal<StringWriter?> _kept = new();

    static FlowConsole()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
    }

    private FlowConsole(TextWriter others) => _others = others;

    public override Encoding Encoding => _others.Encoding;

    private TextWriter Current => _kept.Value ?? _others;

    /// <summary>Runs a program and returns its exit code and its output to stdout and stderr.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Func<Task<int>> program)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        Out._kept.Value = output;
        Error._kept.Value = errors;
        var exitCode = await Task.Run(program, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString().TrimEnd(), errors.ToString().TrimEnd());
    }

    public override void Write(char value) => Current.Write(value);

    public override void Write(char[] buffer, int index, int count) => Current.Write(buffer, index, count);

    public override void Write(string? value) => Current.Write(value);

    public override void WriteLine(string? value) => Current.WriteLine(value);
}
