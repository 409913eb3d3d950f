using System.Globalization;
using Fluid.Values;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Templates.Evaluation;

namespace RelayFunctions.Gateways.Sending;

/// <summary>Creates the values that templates read.</summary>
internal static class MessageScope
{
    /// <summary>Creates the values of one attempt to send a message.</summary>
    /// <param name="gateway">The gateway that it goes to.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">The current time.</param>
    /// <param name="isMasked">Whether secrets are masked, since a person will read the output.</param>
    public static TemplateScope Create(
        Gateway gateway, AttemptRequest message, DateTimeOffset now, bool isMasked = false)
    {
        var text = gateway.MessageLimit?.Apply(message.Message) ?? message.Message;
        return new(
            () => new TemplateVariables(new Dictionary<string, FluidValue>(8, StringComparer.Ordinal)
            {
                [TemplateVariables.Message] = new StringValue(text),
                [TemplateVariables.Id] = new StringValue(message.Id),
                [TemplateVariables.Gateway] = new StringValue(gateway.Name),
                [TemplateVariables.Attempt] = NumberValue.Create(message.Number),
                [TemplateVariables.AcceptedAt] = new StringValue(Text(message.AcceptedAt)),
                [TemplateVariables.Parameters] =
                    new TemplateVariables(gateway.Parameters.Values(message.Parameters)),
                [TemplateVariables.Settings] = gateway.Values.Settings,
                [TemplateVariables.Secrets] = gateway.Values.Secrets(isMasked),
            }),
            isMasked,
            now,
            text);
    }

    /// <summary>Creates the values of templates that are the same for each message.</summary>
    public static TemplateScope WithoutMessage(GatewayValues values) => new(
        () => new TemplateVariables(new Dictionary<string, FluidValue>(2, StringComparer.Ordinal)
        {
            [TemplateVariables.Settings] = values.Settings,
            [TemplateVariables.Secrets] = values.Secrets(isMasked: false),
        }),
        isMasked: false,
        DateTimeOffset.UnixEpoch,
        message: "");

    /// <summary>Creates the values of a check without a message, whose own values are unknown.</summary>
    /// <param name="values">The gateway's settings and secrets.</param>
    /// <param name="roots">The variables that the template may read.</param>
    public static TemplateScope OfAnyMessage(GatewayValues values, IReadOnlyList<string> roots) => new(
        () => new TemplateVariables(roots.ToDictionary(
            root => root,
            root => root switch
            {
                TemplateVariables.Settings => values.Settings,
                TemplateVariables.Secrets => values.Secrets(isMasked: false),
                TemplateVariables.Attempt => UnknownValue.Number,
                TemplateVariables.AcceptedAt => UnknownValue.Time,
                _ => UnknownValue.Any,
            },
            StringComparer.Ordinal)),
        isMasked: false,
        DateTimeOffset.UnixEpoch,
        message: "");

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
