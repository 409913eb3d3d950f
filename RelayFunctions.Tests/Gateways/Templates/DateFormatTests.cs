using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Templates;

/// <summary>The directives of the filter <c>date</c>, with what Ruby's <c>strftime</c> writes.</summary>
public sealed class DateFormatTests
{
    [Theory]
    [InlineData("2027-01-01T00:05:06Z", "%a|%A|%b|%B|%h|%^a|%^B", "Fri|Friday|Jan|January|Jan|FRI|JANUARY")]
    [InlineData("2027-01-01T00:05:06Z", "%C|%d|%-d|%e|%D|%F", "20|01|1| 1|01/01/27|2027-01-01")]
    [InlineData("2027-01-01T00:05:06Z", "%H|%k|%I|%l|%M|%S|%p|%P|%r|%R|%T", "00| 0|12|12|05|06|AM|am|12:05:06 AM|00:05|00:05:06")]
    [InlineData("2027-01-01T00:05:06Z", "%j|%m|%-m|%u|%w|%U|%W|%V|%G|%g|%y|%Y", "001|01|1|5|5|00|00|53|2026|26|27|2027")]
    [InlineData("2027-01-01T00:05:06Z", "%-H|%-I|%-M|%-S|%-j|%z|%:z|%%", "0|12|5|6|1|+0000|+00:00|%")]
    [InlineData("2027-01-01T00:05:06Z", "%s|%L|%N|%n|%t", "1798761906|000|000000000|\n|\t")]
    [InlineData("2026-11-29T12:34:56.789Z", "%I|%l|%p|%u|%w|%U|%W|%V|%G|%j|%L|%3N", "12|12|PM|7|0|48|47|48|2026|333|789|789")]
    [InlineData("2005-03-07T15:04:05Z", "%y|%I|%l|%-l|%U|%W|%V|%e|%d", "05|03| 3|3|10|10|10| 7|07")]
    [InlineData("2026-11-30T23:00:00Z", "%V|%G|%g|%U|%W", "49|2026|26|48|48")]
    [InlineData("2024-12-30T23:00:00Z", "%V|%G|%g|%U|%W", "01|2025|25|52|53")]
    [InlineData("2023-01-01T00:00:00Z", "%V|%G|%g|%U|%W", "52|2022|22|01|00")]
    [InlineData("2026-11-29T12:34:56.5Z", "%s|%L|%N|%6N", "1795955696|500|500000000|500000")]
    [InlineData("0001-01-01T00:00:00Z", "%G-W%V", "0001-W01")]
    [InlineData("9999-12-31T23:59:59Z", "%G-W%V", "9999-W52")]
    [InlineData("2026-11-30T00:30:00+02:00", "%V|%k|%-k|%_H|%0k|%-V|%%V|%%%V|%", "49| 0|0| 0|00|49|%V|%49|")]
    public void Date_Directive_IsWhatStrftimeWrites(string time, string format, string expected)
    {
        var gateway = GatewayFixture.Load($$$"""{"url": "http://a", "body": {"text": "{{ message | date: parameters.f }}"}, "parameters": {"f": {}} }""");

        Assert.Equal(expected, gateway.Fill(time, JsonSerializer.Serialize(new { f = format })).Body());
    }
}
