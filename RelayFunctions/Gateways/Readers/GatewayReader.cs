using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Readers.Connections;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Responses;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads one entry of the catalogue.</summary>
internal sealed class GatewayReader(
    UrlReader urls, NetworkReader networks, ConnectionReader connections, FaultList faults)
{
    /// <summary>The key that pauses a gateway: its messages wait.</summary>
    public const string PausedKey = "paused";

    /// <summary>The longest timeout, since a Functions host may end an activity after five minutes.</summary>
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);

    public Gateway? Read(string name, JsonNode? entry)
    {
        var path = new SettingPath(name);
        if (!CatalogueEntry.IsObject(name, entry, path, faults, out var values))
            return null;

        // The preset decides what the entry must and may have.
        if (!PresetReader.TryRead(values, path, faults, out var preset))
            return null;

        var section = new SettingSection(
            preset is null ? values : PresetMerge.Over(preset.Gateway, values, path, faults),
            path,
            faults);
        section.String(PresetReader.Key);
        var fixedValues = ValuesReader.Read(section, preset);
        var parameters = ParameterReader.Read(section);
        var templates = new TemplateReader(fixedValues, new VariableCheck(fixedValues, parameters, preset));
        var gateway = ReadKeys(name, section, templates) with
        {
            Preset = preset?.Name,
            ReadsAttempt = templates.References.Contains(new TemplateReference(TemplateVariables.Attempt, null)),
            Parameters = preset is null ? parameters : parameters.NeededWhere(name =>
                templates.References.Contains(new TemplateReference(TemplateVariables.Parameters, name))
                || values[TemplateVariables.Parameters] is JsonObject own && own.ContainsKey(name)),
            SecretTexts =
                [.. fixedValues.SecretTexts.Concat(templates.SecretTexts).SelectMany(SecretText.FormsOf).Distinct()],
        };
        var names = new ValueNames(path, preset, parameters, templates.References);
        section.RejectUnknownKeys(ValuesReader.Secrets, elsewhere: names.PlacesBeside(null));
        if (preset is not null)
            ValuesReader.RejectUnknown(section, names);
        GatewayWarnings.Add(gateway, values, templates.References, faults);
        return gateway;
    }

    private Gateway ReadKeys(string name, SettingSection section, TemplateReader templates)
    {
        var gateway = new Gateway
        {
            Name = name,
            Values = templates.Values,
            Request = RequestReader.Read(section, urls, templates),
            Responses = ResponseReader.Read(section),
            MessageLimit = LengthReader.ReadMessage(section),
        };
        var (retry, wait) = RetryReader.Read(section);
        var connection = connections.Read(section, gateway.Request.Url.Fixed, templates);
        return gateway with
        {
            Timeout = section.Duration("timeout", MinTimeout, MaxTimeout) ?? gateway.Timeout,
            Retry = retry,
            Wait = wait,
            Limits = LimitsReader.Read(section),
            IsPaused = section.Boolean(PausedKey) ?? false,
            Notify = section.String(NotifyReader.Key),
            Network = networks.Read(section, gateway.Request.Url.Fixed),
            Connection = connection,
        };
    }
}
