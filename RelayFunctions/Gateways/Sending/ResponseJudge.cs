using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Gateways.Sending;

/// <summary>Reads what is needed of a response, and judges it by the gateway's rules.</summary>
internal static class ResponseJudge
{
    /// <param name="gateway">The gateway.</param>
    /// <param name="response">The response, of which the body is unread.</param>
    /// <param name="secrets">The texts that are masked in the gateway's words.</param>
    /// <param name="time">The clock for a response that does not name its time.</param>
    /// <param name="cancellationToken">Ends the reading of the body: the attempt's time is over.</param>
    public static async Task<RequestResult> JudgeAsync(
        Gateway gateway,
        HttpResponseMessage response,
        IEnumerable<string> secrets,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var now = GatewayTime.Of(response, time);
        var retryAfter = RetryAfterHeader.Read(response.Headers, now);
        try
        {
            // A body that no rule needs is not read: the handler drains it for a while, so that the connection can be
            // reused.
            var body = ReadsBody(gateway, status)
                ? await ResponseBody.ReadAsync(response.Content, cancellationToken)
                : ResponseText.None;
            var (meaning, error) = gateway.Responses.Judge(status, body, secrets);
            var isThrottled = meaning == ResponseMeaning.Throttled;
            var wait = gateway.Wait?.Read(status, isThrottled, response.Headers, body, now) ?? Wait.None;
            // Otherwise the rule of the wait would seem not to exist.
            var shown = error is null || wait.Fault is null ? error : $"{error} ({wait.Fault})";
            return new RequestResult(status, meaning, shown, wait.Time ?? retryAfter);
        }
        catch (Exception exception) when (TransportError.IsOfGateway(exception, cancellationToken))
        {
            // A status that rejects the message is more useful than the error of an incomplete body.
            var error = gateway.Responses.Success.StatusErrorOf(status) ?? TransportError.Describe(exception, gateway);
            return new RequestResult(status, gateway.Responses.MeaningOf(status), error, retryAfter);
        }
    }

    private static bool ReadsBody(Gateway gateway, int status) =>
        gateway.Responses.ReadsBody(status)
        || gateway.Wait?.ReadsBody(status, gateway.Responses.CanBeThrottled(status)) == true;
}
