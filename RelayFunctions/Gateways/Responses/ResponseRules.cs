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
    public ResponseCondition? Failure { get; init; }

    /// <summary>
    /// When a response says "not now", in a way other than by 429, or by 503 with a wait; null for never.
    /// </summary>
    public ResponseCondition? Throttled { get; init; }

    /// <summary>Where a response gives the reason; null for nowhere.</summary>
    public ReasonRule? Reason { get; init; }

    /// <summary>Whether a rule or the reason needs the body of a response of this status.</summary>
    public bool ReadsBody(int statusCode) =>
        (Success.StatusErrorOf(statusCode) is null ? Success.ReadsBody : Reason is not null)
        || Failure?.ReadsBody(statusCode) == true
        || Throttled?.ReadsBody(statusCode) == true;

    /// <summary>Whether a response of this status can mean "not now".</summary>
    public bool CanBeThrottled(int statusCode) => Throttled?.IsForStatus(statusCode) == true;

    /// <summary>Returns the meaning of a response whose body ended early.</summary>
    public ResponseMeaning MeaningOf(int statusCode) =>
        Throttled?.IsMetByStatus(statusCode) == true ? ResponseMeaning.Throttled
        : Failure?.IsMetByStatus(statusCode) == true ? ResponseMeaning.Rejected
        : ResponseMeaning.NotTaken;

    /// <summary>Returns the verdict on a response.</summary>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="body">The body of the response, if <see cref="ReadsBody"/>.</param>
    /// <param name="secrets">The texts that are masked in the gateway's words.</param>
    public Verdict Judge(int statusCode, ResponseText body, IEnumerable<string> secrets)
    {
        var (meaning, error) = Judge(statusCode, body);
        if (error is null)
            return new Verdict(meaning);

        var reason = ReasonText.Of(Reason?.Find(body, secrets), secrets);
        return new Verdict(meaning, reason is null ? error : $"{error}: {reason}");
    }

    // Some gateways reject with a status of 200, so success is last. What is throttled could be sent later.
    private (ResponseMeaning Meaning, string? Error) Judge(int statusCode, ResponseText body)
    {
        if (Throttled?.MatchOf(statusCode, body) is { } throttled)
            return (ResponseMeaning.Throttled, ErrorOf(statusCode, $"{throttled}, which means \"not now\""));
        if (Failure?.MatchOf(statusCode, body) is { } failure)
        {
            return (
                ResponseMeaning.Rejected,
                ErrorOf(statusCode, $"{failure}, so the message is rejected permanently"));
        }

        var error = Success.ErrorOf(statusCode, body);
        return (error is null ? ResponseMeaning.Taken : ResponseMeaning.NotTaken, error);
    }

    private string ErrorOf(int statusCode, string match) =>
        Success.StatusErrorOf(statusCode) ?? $"{StatusText.Of(statusCode)}, but {match}";
}
