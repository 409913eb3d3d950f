namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// A request to the sample app, as it goes over the wire, and the response that a real Functions host gives. The request's
/// first line may leave out the protocol (HTTP/1.1 then); the runner adds Host, Connection and Content-Length.
/// </summary>
public sealed record HttpCase(string Name, string Request, int Status)
{
    /// <summary>The exact body of the response; not compared if null.</summary>
    public string? Body { get; init; }

    /// <summary>Headers of the response ("Name: value").</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>Names of headers that the response must not have.</summary>
    public string[] Without { get; init; } = [];

    public override string ToString() => Name;
}
