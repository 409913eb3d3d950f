using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Tests.Messages.Requests;

public sealed class MessageRequestParserTests
{
    private const int MaxMessageBytes = 16;

    [Theory]
    [InlineData("""{"message": "Hello", "gateway": "gateway_1"}""", "Hello")]
    [InlineData("""{"gateway": "gateway_1", "message": " "}""", " ")]
    [InlineData("""{"message": "\u0041\n\ud83d\udc4b", "gateway": "gateway_1"}""", "A\n👋")]
    [InlineData("""{"message": "Привет", "gateway": "gateway_1"}""", "Привет")]
    [InlineData("""{"message": "0123456789abcdef", "gateway": "gateway_1"}""", "0123456789abcdef")]
    public void Parse_ValidBody_ReturnsTheRequest(string body, string message)
    {
        var faults = new RequestFaults();

        var request = Parse(Encoding.UTF8.GetBytes(body), faults);

        Assert.Equal((message, "gateway_1"), (request?.Message, request?.Gateway));
        Assert.False(faults.HasAny);
    }

    [Theory]
    [InlineData("", "body", 400)]
    [InlineData("message=Hello&gateway=gateway_1", "body", 400)]
    [InlineData("{\"message\": \"Hel\0lo\", \"gateway\": \"gateway_1\"}", "body", 400)]
    [InlineData("""{"message": "Hello", "gateway": "gateway_1"} {}""", "body", 400)]
    [InlineData("""{"message": "Hello", "gateway": "gateway_1",}""", "body", 400)]
    [InlineData("[]", "body", 400)]
    [InlineData("null", "body", 400)]
    [InlineData("\"Hello\"", "body", 400)]
    [InlineData("{}", "message gateway", 400)]
    [InlineData("""{"gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": "Hello"}""", "gateway", 400)]
    [InlineData("""{"Message": "Hello", "gateway": "gateway_1"}""", "Message message", 400)]
    [InlineData("""{"message": null, "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": 7, "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": ["Hello"], "gateway": {}}""", "message gateway", 400)]
    [InlineData("""{"message": "", "gateway": ""}""", "message gateway", 400)]
    [InlineData("""{"message": "a\u0000b", "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": "\ud83d", "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": "Hello", "gateway": "\udc4b"}""", "gateway", 400)]
    [InlineData("""{"message": "Hello", "message": "Hello", "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": "Hello", "m\u0065ssage": "Hello", "gateway": "gateway_1"}""", "message", 400)]
    [InlineData("""{"message": "Hello", "gateway": "gateway_1", "to": "me"}""", "to", 400)]
    [InlineData("""{"message": "Hello", "gateway": "gateway_1", "\ud83d": 1}""", "\uFFFD", 400)]
    [InlineData("""{"message": "0123456789abcdefg", "gateway": "gateway_1"}""", "message", 413)]
    [InlineData("""{"message": "пятнадцать", "gateway": "gateway_1"}""", "message", 413)]
    public void Parse_BadBody_NamesTheFieldAtFault(string body, string fields, int status)
    {
        var problem = Refused(Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, problem.StatusCode);
        Assert.Equal(fields.Split(' '), FieldsOf(problem));
    }

    [Theory]
    [InlineData(0xC3)] // The first half of a character.
    [InlineData(0xFF)]
    public void Parse_InvalidUtf8_IsAFaultOfTheBody(byte invalid)
    {
        byte[] body = [.. "{\"message\": \""u8, invalid, .. "\", \"gateway\": \"gateway_1\"}"u8];

        Assert.Equal(["body"], FieldsOf(Refused(body)));
    }

    [Fact]
    public void Parse_DeepNesting_IsAFaultAndNoCrash()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"message": {{new string('[', 50_000)}}""");

        Assert.Equal(["body"], FieldsOf(Refused(body)));
    }

    [Fact]
    public void Parse_BodyOverItsBound_NamesTheMessage()
    {
        var problem = Refused(body: null);

        Assert.Equal(413, problem.StatusCode);
        Assert.Equal(["message"], FieldsOf(problem));
    }

    [Fact]
    public void Parse_ManyUnknownFieldsWithLongNames_KeepsTheResponseShort()
    {
        var fields = string.Join(",", Enumerable.Range(0, 1000).Select(n => $"\"{n}{new string('x', 1000)}\": 1"));

        var problem = Refused(Encoding.UTF8.GetBytes($"{{{fields}}}"));

        Assert.True(problem.ProblemDetails.Detail?.Length < 2000);
    }

    [Fact]
    public void MaxBodyBytes_LongestMessageWithEveryByteEscaped_Fits()
    {
        var escaped = string.Concat(Enumerable.Repeat("\\u0041", MaxMessageBytes));
        var body = Encoding.UTF8.GetBytes($$"""{"message": "{{escaped}}", "gateway": "gateway_1"}""");

        Assert.True(body.Length <= new MessageRequestParser(MaxMessageBytes).MaxBodyBytes);
        Assert.NotNull(Parse(body, new RequestFaults()));
    }

    private static MessageRequest? Parse(ReadOnlyMemory<byte>? body, RequestFaults faults) =>
        new MessageRequestParser(MaxMessageBytes).Parse(body, faults);

    private static ProblemHttpResult Refused(ReadOnlyMemory<byte>? body)
    {
        var faults = new RequestFaults();
        Assert.Null(Parse(body, faults));
        return Assert.IsType<ProblemHttpResult>(faults.ToProblem());
    }

    private static IEnumerable<string> FieldsOf(ProblemHttpResult problem) =>
        Assert.IsType<HttpValidationProblemDetails>(problem.ProblemDetails).Errors.Keys;
}
