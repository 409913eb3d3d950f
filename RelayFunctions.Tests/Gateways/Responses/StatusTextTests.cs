using System.Globalization;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Tests.Gateways.Responses;

public sealed class StatusTextTests
{
    /// <summary>The statuses from 400 of IANA's registry, and those of common proxies that are not in it.</summary>
    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("413 Payload Too Large")]
    [InlineData("418 I'm a teapot")]
    [InlineData("421 Misdirected Request")]
    [InlineData("422 Unprocessable Entity")]
    [InlineData("423 Locked")]
    [InlineData("424 Failed Dependency")]
    [InlineData("425 Too Early")]
    [InlineData("426 Upgrade Required")]
    [InlineData("428 Precondition Required")]
    [InlineData("429 Too Many Requests")]
    [InlineData("431 Request Header Fields Too Large")]
    [InlineData("451 Unavailable For Legal Reasons")]
    [InlineData("505 HTTP Version Not Supported")]
    [InlineData("506 Variant Also Negotiates")]
    [InlineData("507 Insufficient Storage")]
    [InlineData("508 Loop Detected")]
    [InlineData("510 Not Extended")]
    [InlineData("511 Network Authentication Required")]
    [InlineData("status 430")]
    [InlineData("status 509")]
    [InlineData("status 520")]
    [InlineData("status 599")]
    public void Of_Status_IsItsRegisteredName(string text) =>
        Assert.Equal(text, StatusText.Of(int.Parse(text.Replace("status ", "", StringComparison.Ordinal)[..3], CultureInfo.InvariantCulture)));
}
