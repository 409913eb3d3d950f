using System.Text;
using Fluid;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// Relay's own filters: for the markup of services, and in place of Fluid's filters that would split characters.
/// </summary>
internal static class TextFilters
{
    private const string Ellipsis = "...";

    /// <summary>The filters, by name.</summary>
    public static IReadOnlyDictionary<string, FilterDelegate> All { get; } = new Dictionary<string, FilterDelegate>(
        StringComparer.Ordinal)
    {
        ["truncate"] = Truncate(text => text.Length),
        ["truncate_bytes"] = Truncate(text => TextLength.Of(text, TextUnit.Bytes)),
        ["truncate_code_points"] = Truncate(text => TextLength.Of(text, TextUnit.CodePoints)),
        ["truncate_entities"] = Truncate(WrittenLength.InEntities),
        ["truncate_json"] = Truncate(WrittenLength.InJson),
        ["truncatewords"] = Cut(WordFilter.Truncate),
        ["slice"] = (input, arguments, _) => Slice(input, arguments),
        ["first"] = (input, _, _) => End(input, list => list[0], TextLength.First),
        ["last"] = (input, _, _) => End(input, list => list[^1], TextLength.Last),
        ["remove_first"] = (input, arguments, _) => ReplaceOne(input, arguments.At(0), "", isLast: false),
        ["remove_last"] = (input, arguments, _) => ReplaceOne(input, arguments.At(0), "", isLast: true),
        ["replace_first"] = (input, arguments, _) => ReplaceOne(
            input, arguments.At(0), arguments.At(1).ToStringValue(), isLast: false),
        ["replace_last"] = (input, arguments, _) => ReplaceOne(
            input, arguments.At(0), arguments.At(1).ToStringValue(), isLast: true),
        ["json"] = (input, _, _) => Text(JsonFilter.Write(input)),
        ["escape_entities"] = (input, _, _) => Text(MarkupFilter.EscapeEntities(input.ToStringValue())),
        ["escape_markdown"] = (input, _, _) => Text(MarkupFilter.EscapeMarkdown(input.ToStringValue())),
        ["neutralize_mentions"] = (input, _, _) => Text(MarkupFilter.NeutralizeMentions(input.ToStringValue())),
        ["ucs2_hex"] = (input, _, _) => Text(
            Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(input.ToStringValue()))),
        ["hex_to_base64"] = (input, _, _) => Text(HexFilter.ToBase64(input.ToStringValue())),
    };

    /// <summary>Makes Liquid's own <c>split</c> take a text apart into what a reader sees as characters.</summary>
    public static FilterDelegate SplitIntoCharacters(FilterDelegate split) => (input, arguments, context) =>
        arguments.At(0).ToStringValue().Length > 0
            ? split(input, arguments, context)
            : ValueTask.FromResult<FluidValue>(
                new ArrayValue([.. TextLength.Characters(input.ToStringValue()).Select(StringValue.Create)]));

    private static FilterDelegate Truncate(Func<ReadOnlySpan<char>, int> lengthOf) => Cut(
        (text, length, ending) => TextLength.Cut(text, Math.Max(length, 0), lengthOf, ending));

    // A value that is missing stays so, and its member of JSON is left out.
    private static FilterDelegate Cut(Func<string, int, string, string> cut) => (input, arguments, _) => input.IsNil()
        ? ValueTask.FromResult<FluidValue>(NilValue.Instance)
        : Text(cut(
            input.ToStringValue(),
            Whole(arguments.At(0)),
            arguments.Count > 1 ? arguments.At(1).ToStringValue() : Ellipsis));

    // As in Liquid: an offset, which counts from the end if it is negative, and a length.
    private static ValueTask<FluidValue> Slice(FluidValue input, FilterArguments arguments)
    {
        var offset = Whole(arguments.At(0));
        var length = Whole(arguments.At(1));
        var count = input is ArrayValue list ? list.Values.Count : input.ToStringValue().Length;
        var from = offset < 0 ? offset + count : offset;
        if (from < 0 || from >= count || length <= 0)
            return ValueTask.FromResult<FluidValue>(input is ArrayValue ? ArrayValue.Empty : StringValue.Empty);

        var to = (int)Math.Min((long)from + length, count);
        return input is ArrayValue items
            ? ValueTask.FromResult<FluidValue>(new ArrayValue([.. items.Values.Skip(from).Take(to - from)]))
            : Text(TextLength.Within(input.ToStringValue(), from, to));
    }

    private static ValueTask<FluidValue> End(
        FluidValue input, Func<IReadOnlyList<FluidValue>, FluidValue> ofList, Func<string, string> ofText) =>
        input.IsNil() ? ValueTask.FromResult<FluidValue>(NilValue.Instance)
        : input is not ArrayValue list ? Text(ofText(input.ToStringValue()))
        : list.Values.Count > 0 ? ValueTask.FromResult(ofList(list.Values))
        : ValueTask.FromResult<FluidValue>(NilValue.Instance);

    private static ValueTask<FluidValue> ReplaceOne(FluidValue input, FluidValue wanted, string insert, bool isLast)
    {
        var text = input.ToStringValue();
        var old = wanted.ToStringValue();
        var at = isLast ? text.LastIndexOf(old, StringComparison.Ordinal) : text.IndexOf(old, StringComparison.Ordinal);
        return at < 0
            ? ValueTask.FromResult(input)
            : Text(string.Concat(text.AsSpan(0, at), insert, text.AsSpan(at + old.Length)));
    }

    private static int Whole(FluidValue number) => (int)Math.Clamp(number.ToNumberValue(), int.MinValue, int.MaxValue);

    private static ValueTask<FluidValue> Text(string text) => ValueTask.FromResult<FluidValue>(new StringValue(text));
}
