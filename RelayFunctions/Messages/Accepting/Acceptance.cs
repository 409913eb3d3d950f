using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages.Accepting;

/// <summary>The result of accepting a message.</summary>
/// <param name="Id">The id of the message; null if it was rejected.</param>
/// <param name="Problem">Why the message was rejected; null if it was accepted.</param>
internal sealed record Acceptance(string? Id, IResult? Problem)
{
    /// <summary>Whether it had been accepted before.</summary>
    public bool IsRepeated { get; private init; }

    public static Acceptance Accepted(string id) => new(id, null);

    public static Acceptance Repeated(string id) => new(id, null) { IsRepeated = true };

    public static Acceptance Rejected(IResult problem) => new(null, problem);
}
