namespace RelayFunctions.Gateways.Responses;

/// <summary>How a gateway's responses are judged. Immutable.</summary>
internal sealed class ResponseRules
{
    /// <summary>The rules of a gateway that does not define its own.</summary>
    public static readonly ResponseRules Default = new();

    /// <summary>When a response says that the gateway took the message.</summary>
    public SuccessRule Success { get; init; } = SuccessRule.AnySuccess;

    /// <summary>
    /// When a response says that the gateway will never take the message; null if only <c>retry</c> decides that.
    /// </summary>
    public FailureRule? Failure { get; init; }

    /// <summary>Where a response gives the reason; null for nowhere.</summary>
    public ReasonRule? Reason { get; init; }

    /// <summary>Whether a rule or the reason needs the body of a response of this status.</summary>
    public bool ReadsBody(int statusCode) => Success.StatusErrorOf(statusCode) is null
        ? Success.ReadsBody || Failure?.ReadsBody(statusCode) == true
        : Reason is not null || Failure?.ReadsBody(statusCode) == true;

    /// <summary>Returns the verdict on a response.</summary>
    /// <param name="statusCode">Its status.</param>
    /// <param name="body">Its body, if <see cref="ReadsBody"/>.</param>
    /// <param name="secrets">The texts that are masked in the gateway's words.</param>
    public Verdict Judge(int statusCode, ResponseText body, IEnumerable<string> secrets)
    {
        var match = Failure?.MatchOf(statusCode, body);
        var error = match is null
            ? Success.ErrorOf(statusCode, body)
            : Success.StatusErrorOf(statusCode)
                ?? $"{StatusText.Of(statusCode)}, but {match}, so the message is rejected permanently";
        if (error is null)
            return Verdict.Taken;

        return new Verdict(
            ReasonText.Of(Reason?.Find(body, secrets), secrets) is { } reason ? $"{error}: {reason}" : error,
            match is not null);
    }
}
