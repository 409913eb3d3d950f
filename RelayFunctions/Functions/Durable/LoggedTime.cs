using System.Globalization;

namespace RelayFunctions.Functions.Durable;

/// <summary>
/// A time in a log line. Where a provider writes it apart from the line, as JSON or OTLP does, it is in ISO 8601; a
/// <see cref="DateTimeOffset"/> would be in .NET's invariant format, with the month first.
/// </summary>
internal readonly record struct LoggedTime(DateTimeOffset Time) : IFormattable
{
    private const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static implicit operator LoggedTime(DateTimeOffset time) => new(time);

    public string ToString(string? format, IFormatProvider? formatProvider) => Time.UtcDateTime.ToString(
        string.IsNullOrEmpty(format) ? Iso8601 : format, CultureInfo.InvariantCulture);

    public override string ToString() => ToString(format: null, formatProvider: null);
}
