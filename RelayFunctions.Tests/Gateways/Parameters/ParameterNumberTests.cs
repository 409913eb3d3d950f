using System.Text.Json;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Parameters;

/// <summary>Numbers as JSON may write them, for parameters and for the keys of the catalogue.</summary>
public sealed class ParameterNumberTests
{
    private const string NoLong = "must be a whole number from -9223372036854775808 to 9223372036854775807.";
    private const string NoDecimal = "must be a number from -79228162514264337593543950335 to 79228162514264337593543950335.";

    private const string TooFine = "must be a number of at most 28 digits, with at most 28 decimals.";

    [Theory]
    [InlineData("5", null)]
    [InlineData("5.0", null)]
    [InlineData("-5.000", null)]
    [InlineData("0.5e1", null)]
    [InlineData("1E2", null)]
    [InlineData("100e-2", null)]
    [InlineData("-0.0", null)]
    [InlineData("0e99999999999", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("5.5", "must be a whole number.")]
    [InlineData("1e-40", "must be a whole number.")]
    [InlineData("5.0000000000000000000000000000000000000000000001", "must be a whole number.")]
    [InlineData("\"5\"", "must be a whole number.")]
    [InlineData("9223372036854775808", NoLong)]
    [InlineData("99999999999999999999999", NoLong)]
    [InlineData("-99999999999999999999999", NoLong)]
    [InlineData("1e99999999999", NoLong)]
    public void Integer_IsAnyNotationOfAWholeNumberOf64Bits(string value, string? fault) =>
        Assert.Equal(fault, FaultOf(new Parameter("count", ParameterType.Integer), value));

    [Theory]
    [InlineData("99999999999999999999999", "must be at most 10.")]
    [InlineData("-99999999999999999999999", "must be at least 1.")]
    [InlineData("10.0", null)]
    [InlineData("11.0", "must be at most 10.")]
    public void Integer_OfAnySize_IsComparedWithItsBounds(string value, string? fault) =>
        Assert.Equal(fault, FaultOf(new Parameter("count", ParameterType.Integer) { Minimum = 1, Maximum = 10 }, value));

    [Theory]
    [InlineData("5.5", null)]
    [InlineData("1e-28", null)]
    [InlineData("0.30000000000000004", null)]
    [InlineData("5.00000000000000000000000000000000000000000000", null)]
    [InlineData("0e-40", null)]
    [InlineData("12345678901234567890123456.78", null)]
    [InlineData("12345678901234567890.123456789", null)]
    [InlineData("-79228162514264337593.543950335", null)]
    [InlineData("79228162514264337593543950335", null)]
    [InlineData("79228162514264337593.543950336", TooFine)]
    [InlineData("92345678901234567890.123456789", TooFine)]
    [InlineData("1e-29", TooFine)]
    [InlineData("1e-40", TooFine)]
    [InlineData("1e-99999999999", TooFine)]
    [InlineData("0.12345678901234567890123456789012", TooFine)]
    [InlineData("12345678901234567890123456789.87", TooFine)]
    [InlineData("1e30", NoDecimal)]
    [InlineData("-1e400", NoDecimal)]
    [InlineData("true", "must be a number.")]
    public void Number_ThatCannotBeSentExactly_IsDistinguishedFromAnotherText(string value, string? fault) =>
        Assert.Equal(fault, FaultOf(new Parameter("share", ParameterType.Number), value));

    [Theory]
    [InlineData("5.0", "5")]
    [InlineData("1E2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void Integer_InAnyNotation_IsSentAsAnInteger(string given, string sent)
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://a.example/{{ parameters.count }}", "parameters": { "count": { "type": "integer" } },
              "body": { "json": { "text": "{{ message }}", "count": "{{ parameters.count }}" } }
            }
            """);

        var request = gateway.Fill("Hi", $$"""{"count": {{given}} }""");

        Assert.Equal($"https://a.example/{sent}", request.Url.AbsoluteUri);
        Assert.Equal($$"""{"text":"Hi","count":{{sent}}}""", request.Body());
    }

    [Fact]
    public void Integer_OfTheCatalogue_MayBeInAnyNotation()
    {
        var gateway = GatewayFixture.Load(
            """
            {
              "url": "https://a.example", "retry": { "attempts": 2.0, "stopOn": [4e2] }, "message": { "maxLength": 1.6e2 },
              "parameters": { "count": { "type": "integer", "default": 5.0 } }, "body": { "json": { "text": "{{ message }}", "count": "{{ parameters.count }}" } }
            }
            """);

        Assert.Equal((2, 160), (gateway.Retry.Attempts, gateway.MessageLimit!.MaxLength));
        Assert.Equal([400], gateway.Retry.StopOn);
        Assert.Equal("""{"text":"Hi","count":5}""", gateway.Fill("Hi").Body());
    }

    private static string? FaultOf(Parameter parameter, string value)
    {
        using var document = JsonDocument.Parse(value);
        return parameter.FaultOf(document.RootElement);
    }
}
