using System.Globalization;
using System.Text;

namespace RelayFunctions.Gateways.Templates.Evaluation;

/// <summary>Collects the output of a template, up to a bound: a loop could fill the memory.</summary>
internal sealed class BoundedWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    /// <summary>The longest output of a template, in characters.</summary>
    private const int MaxOutput = 4 * 1024 * 1024;

    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Room(1).Append(value);

    public override void Write(char[] buffer, int index, int count) => Room(count).Append(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Room(buffer.Length).Append(buffer);

    public override void Write(string? value) => Room(value?.Length ?? 0).Append(value);

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public override Task FlushAsync() => Task.CompletedTask;

    public override string ToString() => _text.ToString();

    private StringBuilder Room(int characters) => _text.Length + characters <= MaxOutput
        ? _text
        : throw new TemplateLimitException($"outputs more than {MaxOutput} characters");
}
