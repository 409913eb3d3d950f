using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>Reads a gateway's templates.</summary>
/// <param name="values">The gateway's settings and secrets.</param>
/// <param name="variables">Checks the variables that the templates read.</param>
internal sealed class TemplateReader(GatewayValues values, VariableCheck variables)
{
    /// <summary>The fault of a template in a field's name, where it would be sent unrendered.</summary>
    public const string TemplateInName =
        "has a template in its name; only values can contain templates";

    /// <summary>A gateway's settings and secrets.</summary>
    public GatewayValues Values => values;

    /// <summary>The variables that templates may read; null for those of a message.</summary>
    private IReadOnlyList<string>? Roots { get; init; }

    /// <summary>Whether templates may use only settings and secrets.</summary>
    private bool IsFixed => ReferenceEquals(Roots, TemplateVariables.Fixed);

    /// <summary>Whether the texts that templates render are credentials.</summary>
    private bool AreCredentials { get; init; }

    /// <summary>Whether a condition may leave the texts out, so that only some messages have them.</summary>
    private bool AreOptional { get; init; }

    /// <summary>The texts that come from configuration, as secrets do, and those that are credentials.</summary>
    public List<string> SecretTexts { get; private init; } = [];

    /// <summary>The variables that the templates read.</summary>
    public HashSet<TemplateReference> References { get; private init; } = [];

    /// <summary>
    /// Adds a number, true, false or null to the secret texts if configuration gave it; returns whether it did.
    /// </summary>
    public bool AddSecret(JsonNode? value, SettingPath path, FaultList faults)
    {
        if (value is null || faults.ReplacedAt(path) is null)
            return false;

        // A response that repeats true or false gives nothing away.
        if (value.GetValueKind() == JsonValueKind.Number)
            SecretTexts.Add(value.ToJsonString());
        return true;
    }

    /// <summary>Returns a reader of templates that read other variables than a message's.</summary>
    public TemplateReader Of(IReadOnlyList<string> roots) => With(roots, areCredentials: false, areOptional: false);

    /// <summary>Returns a reader of templates that are the same for each message.</summary>
    public TemplateReader Fixed() => Of(TemplateVariables.Fixed);

    /// <summary>As <see cref="Fixed"/>; what the templates render is masked in responses.</summary>
    public TemplateReader Credentials() => With(TemplateVariables.Fixed, areCredentials: true, areOptional: false);

    /// <summary>Returns a reader of the same templates within a condition that may leave them out.</summary>
    public TemplateReader Optional() => With(Roots, AreCredentials, areOptional: true);

    /// <summary>
    /// Returns the texts of a template that are the same for each message, with null in place of the others. A template
    /// with a fault has none.
    /// </summary>
    public IReadOnlyList<string?> KnownParts(TextTemplate template)
    {
        try
        {
            return RenderKnown(template);
        }
        catch (RenderException)
        {
            return [];
        }
    }

    /// <summary>Reads the template at a key; null, with a fault, if it is missing or invalid.</summary>
    public TextTemplate? Read(SettingSection section, string key, string place, Func<string, string> escape) =>
        section.String(key) is { } source
            ? Parse(source, section.Path.Under(key), section.Faults, place, escape)
            : null;

    /// <summary>
    /// Parses a text of the catalogue as a template; null, with a fault, if it is invalid or fails for every message.
    /// </summary>
    public TextTemplate? Parse(
        string source, SettingPath path, FaultList faults, string place, Func<string, string> escape)
    {
        try
        {
            var isSecret = faults.IsFromSettings(path);
            if (isSecret)
                SecretTexts.AddRange(TemplateText.HasTemplate(source) ? TemplateText.OwnTextsOf(source) : [source]);
            var template = TemplateParser.Parse(source, place, escape, isSecret, Roots);
            References.UnionWith(template.References);
            if (!variables.AllExist(template, path, faults))
                return null;

            // The current time, since other variables are faults of the template.
            if (IsFixed && !template.IsFixed)
            {
                faults.Add(path, TemplateRewriter.OnlyFixed);
                return null;
            }

            if (template.LiteralText is null)
                CheckOutput(template, path, faults);

            // Other texts are words such as "password", which errors have too.
            if (AreCredentials && (isSecret || CredentialNames.Contains(path.Key) || template.ReadsSecrets))
                SecretTexts.Add(template.Render(MessageScope.WithoutMessage(values)));
            return template;
        }
        catch (TemplateException exception)
        {
            faults.Add(path, exception.Message);
        }
        catch (RenderException exception)
        {
            faults.Add(path, exception.Reason);
        }

        return null;
    }

    // All readers of a gateway collect into the same lists.
    private TemplateReader With(IReadOnlyList<string>? roots, bool areCredentials, bool areOptional) =>
        new(values, variables)
        {
            Roots = roots,
            AreCredentials = areCredentials,
            AreOptional = areOptional,
            SecretTexts = SecretTexts,
            References = References,
        };

    // Throws if no message can be rendered.
    private void CheckOutput(TextTemplate template, SettingPath path, FaultList faults)
    {
        faults.MarkOrigin(path, SecretsOf(template, path));
        if (template.ReadsOnlyValues)
            template.Render(MessageScope.WithoutMessage(values));
        else if (!AreOptional)
            RenderKnown(template);
    }

    private IReadOnlyList<string?> RenderKnown(TextTemplate template) =>
        template.RenderKnown(MessageScope.OfAnyMessage(values, Roots ?? TemplateVariables.Roots));

    private static IEnumerable<SettingPath> SecretsOf(TextTemplate template, SettingPath path) =>
        from reference in template.References
        where reference is { Root: TemplateVariables.Secrets, Member: not null }
        select path.Whole.Under(reference.Root).Under(reference.Member!);
}
