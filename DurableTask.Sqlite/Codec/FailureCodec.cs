using System.Collections;
using System.Globalization;
using DurableTask.Core;

namespace DurableTask.Sqlite.Codec;

/// <summary>Writes and reads failure details, with their inner failures and properties.</summary>
internal static class FailureCodec
{
    private enum Kind : byte
    {
        Null,
        Text,
        True,
        False,
        Integer,
        Real,
        Decimal,
        Time,
        List,
        Map,
    }

    public static void Write(BodyWriter writer, FailureDetails? failure)
    {
        writer.Flag(failure is not null);
        if (failure is null)
            return;
        writer.Text(failure.ErrorType);
        writer.Text(failure.ErrorMessage);
        writer.Text(failure.StackTrace);
        Write(writer, failure.InnerFailure);
        writer.Flag(failure.IsNonRetriable);
        WriteProperty(writer, failure.Properties);
    }

    public static FailureDetails? Read(ref BodyReader reader)
    {
        if (!reader.Flag())
            return null;

        return new FailureDetails(
            reader.Text()!,
            reader.Text()!,
            reader.Text(),
            Read(ref reader),
            reader.Flag(),
            (IDictionary<string, object?>?)ReadProperty(ref reader));
    }

    // A value of a type that JSON lacks becomes its invariant text, as it would in a provider that stores JSON.
    private static void WriteProperty(BodyWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Byte((byte)Kind.Null);
                break;
            case bool flag:
                writer.Byte((byte)(flag ? Kind.True : Kind.False));
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.Byte((byte)Kind.Integer);
                writer.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double:
                writer.Byte((byte)Kind.Real);
                writer.Fixed(BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case decimal number:
                writer.Byte((byte)Kind.Decimal);
                writer.Text(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                writer.Byte((byte)Kind.Time);
                writer.Time(time);
                break;
            case IDictionary<string, object?> map:
                writer.Byte((byte)Kind.Map);
                writer.Unsigned((ulong)map.Count);
                foreach (var (name, item) in map)
                {
                    writer.Text(name);
                    WriteProperty(writer, item);
                }

                break;
            case IDictionary map:
                writer.Byte((byte)Kind.Map);
                writer.Unsigned((ulong)map.Count);
                foreach (DictionaryEntry entry in map)
                {
                    writer.Text(Convert.ToString(entry.Key, CultureInfo.InvariantCulture));
                    WriteProperty(writer, entry.Value);
                }

                break;
            case IEnumerable list and not string:
                var items = list.Cast<object?>().ToList();
                writer.Byte((byte)Kind.List);
                writer.Unsigned((ulong)items.Count);
                items.ForEach(item => WriteProperty(writer, item));
                break;
            default:
                writer.Byte((byte)Kind.Text);
                writer.Text(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static object? ReadProperty(ref BodyReader reader)
    {
        var kind = (Kind)reader.Byte();
        switch (kind)
        {
            case Kind.Null:
                return null;
            case Kind.True or Kind.False:
                return kind == Kind.True;
            case Kind.Text:
                return reader.Text();
            case Kind.Integer:
                return reader.Number();
            case Kind.Real:
                return BitConverter.Int64BitsToDouble(reader.Fixed());
            case Kind.Decimal:
                return decimal.Parse(reader.Text()!, CultureInfo.InvariantCulture);
            case Kind.Time:
                return reader.Time();
            case Kind.List:
                var list = new List<object?>();
                for (var left = reader.Unsigned(); left > 0; left--)
                    list.Add(ReadProperty(ref reader));
                return list;
            case Kind.Map:
                var map = new Dictionary<string, object?>();
                for (var left = reader.Unsigned(); left > 0; left--)
                    map.Add(reader.Text()!, ReadProperty(ref reader));
                return map;
            default:
                throw new InvalidDataException($"A stored failure has a property of unknown kind {kind}.");
        }
    }
}
