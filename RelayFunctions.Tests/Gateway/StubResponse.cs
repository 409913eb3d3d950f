namespace RelayFunctions.Tests.Gateway;

/// <summary>What a recording gateway answers: a status, headers, a body; or nothing until the caller gives up.</summary>
internal sealed record StubResponse(int Status = 200, string Body = "", params (string Name, string Value)[] Headers)
{
    /// <summary>How long the gateway takes for it, on its clock.</summary>
    public TimeSpan After { get; init; }

    public static StubResponse Ok { get; } = new();

    public static StubResponse Unavailable { get; } = new(503);

    /// <summary>The request is taken and never answered.</summary>
    public static StubResponse Never { get; } = new(0);
}
