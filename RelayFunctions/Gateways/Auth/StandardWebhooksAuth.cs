using System.Globalization;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;
using StandardWebhooks;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The signature of https://www.standardwebhooks.com over id, time and body. While a secret is being replaced, the
/// request carries the signatures of both.
/// </summary>
internal sealed class StandardWebhooksAuth(IReadOnlyList<StandardWebhook> signers) : RequestAuth
{
    private const string Id = "webhook-id";
    private const string Timestamp = "webhook-timestamp";
    private const string Signature = "webhook-signature";

    public override IReadOnlyList<string> HeaderNames => [Id, Timestamp, Signature];

    public override void Sign(RequestDraft request, SigningContext context)
    {
        var body = request.BodyText;
        Put(request, context, signer => signer.Sign(context.MessageId, context.Now, body));
    }

    public override void Mask(RequestDraft request, SigningContext context) =>
        Put(request, context, _ => $"v1,{SecretMask.Text}");

    private void Put(RequestDraft request, SigningContext context, Func<StandardWebhook, string> signatureOf)
    {
        request.SetHeader(Id, context.MessageId);
        request.SetHeader(Timestamp, context.Timestamp.ToString(CultureInfo.InvariantCulture));
        request.SetHeader(Signature, string.Join(' ', signers.Select(signatureOf)));
    }
}
