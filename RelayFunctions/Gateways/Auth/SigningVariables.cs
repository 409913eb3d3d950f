using Fluid.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The variables that the templates of a signature can read, instead of those of a message.</summary>
internal static class SigningVariables
{
    public const string Timestamp = "timestamp";
    public const string Method = "method";
    public const string Url = "url";
    public const string Body = "body";
    public const string Signature = "signature";

    private static readonly string[] Common =
        [Timestamp, TemplateVariables.Id, TemplateVariables.Settings, TemplateVariables.Secrets];

    /// <summary>The variables of the text that is signed.</summary>
    public static IReadOnlyList<string> OfContent { get; } = [Body, Method, Url, .. Common];

    /// <summary>The variables of the headers and the query that carry the signature.</summary>
    public static IReadOnlyList<string> OfPlaces { get; } = [Signature, .. OfContent];

    /// <summary>Whether a template reads the request that is signed.</summary>
    public static bool ReadsRequest(TextTemplate template) =>
        template.References.Any(reference => reference.Root is Body or Method or Url);

    /// <summary>The values for the text that is signed.</summary>
    public static TemplateScope Content(RequestDraft request, SigningContext context, GatewayValues values) =>
        Scope(context, values, isMasked: false, variables => AddRequest(variables, request));

    /// <summary>The values for the places where the signature is put.</summary>
    /// <param name="signature">The signature, or its mask.</param>
    /// <param name="request">The request, before anything is put; null if no place reads it.</param>
    /// <param name="context">The other values of a signature.</param>
    /// <param name="values">The gateway's settings and secrets.</param>
    /// <param name="isMasked">Whether secrets are masked, since a person will read the output.</param>
    public static TemplateScope Places(
        string signature, RequestDraft? request, SigningContext context, GatewayValues values, bool isMasked) =>
        Scope(context, values, isMasked, variables =>
        {
            variables[Signature] = new StringValue(signature);
            if (request is not null)
                AddRequest(variables, request);
        });

    private static void AddRequest(Dictionary<string, FluidValue> variables, RequestDraft request)
    {
        variables[Body] = new StringValue(request.BodyText);
        variables[Method] = new StringValue(request.Method.Method);
        variables[Url] = new StringValue(request.Url.AbsoluteUri);
    }

    private static TemplateScope Scope(
        SigningContext context, GatewayValues values, bool isMasked, Action<Dictionary<string, FluidValue>> add) => new(
        () =>
        {
            var variables = new Dictionary<string, FluidValue>(8, StringComparer.Ordinal)
            {
                [Timestamp] = NumberValue.Create(context.Timestamp),
                [TemplateVariables.Id] = new StringValue(context.MessageId),
                [TemplateVariables.Settings] = values.Settings,
                [TemplateVariables.Secrets] = values.Secrets(isMasked),
            };
            add(variables);
            return new TemplateVariables(variables);
        },
        isMasked,
        context.Now,
        message: "");
}
