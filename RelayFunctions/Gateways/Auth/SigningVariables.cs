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
    public static IReadOnlyList<string> OfPlaces { get; } = [Signature, .. Common];

    /// <summary>The values for the text that is signed.</summary>
    public static TemplateScope Content(RequestDraft request, SigningContext context, GatewayValues values) =>
        Scope(context, values, masked: false, variables =>
        {
            variables[Body] = new StringValue(request.BodyText);
            variables[Method] = new StringValue(request.Method.Method);
            variables[Url] = new StringValue(request.Url.AbsoluteUri);
        });

    /// <summary>The values for the places where the signature is put.</summary>
    public static TemplateScope Places(string signature, SigningContext context, GatewayValues values, bool masked) =>
        Scope(context, values, masked, variables => variables[Signature] = new StringValue(signature));

    private static TemplateScope Scope(
        SigningContext context, GatewayValues values, bool masked, Action<Dictionary<string, FluidValue>> add) => new(
        () =>
        {
            var variables = new Dictionary<string, FluidValue>(8, StringComparer.Ordinal)
            {
                [Timestamp] = NumberValue.Create(context.Timestamp),
                [TemplateVariables.Id] = new StringValue(context.MessageId),
                [TemplateVariables.Settings] = values.Settings,
                [TemplateVariables.Secrets] = values.Secrets(masked),
            };
            add(variables);
            return new TemplateVariables(variables);
        },
        masked,
        context.Now,
        message: "");
}
