namespace RelayFunctions.Messages.Resending;

/// <summary>The response to <c>POST /messages/resend</c>.</summary>
/// <param name="Found">How many failed messages were found.</param>
/// <param name="Resent">How many of them are sent again by this request; none by a dry run.</param>
/// <param name="AlreadyResent">How many had been sent again before.</param>
/// <param name="Refused">How many can't be sent, since the catalogue has changed.</param>
/// <param name="WouldResend">How many a dry run would send again; null for a real one.</param>
/// <param name="Next">The <c>cursor</c> of the next request; null if all were found.</param>
internal sealed record ResendResult(
    int Found, int Resent, int AlreadyResent, int Refused, int? WouldResend, string? Next);
