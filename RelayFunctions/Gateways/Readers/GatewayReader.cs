using System.Text.Json.Nodes;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Readers.Connections;
using RelayFunctions.Gateways.Readers.Requests;
using RelayFunctions.Gateways.Readers.Responses;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Responses;
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

    private const string PresetKey = "preset";

    public Gateway? Read(string name, JsonNode? entry)
    {
        var path = new SettingPath(name);
        if (!CatalogueEntry.IsObject(name, entry, path, faults, out var values))
            return null;

        var preset = PresetOf(values, path);
        // The preset decides what the entry must and may have.
        if (faults.Has(path.Under(PresetKey)))
            return null;

        var section = new SettingSection(
            preset is null ? values : PresetMerge.Over(preset.Gateway, values, faults.IsFromSettings, path),
            path,
            faults);
        section.String(PresetKey);
        var fixedValues = ValuesReader.Read(section, preset);
        var parameters = ParameterReader.Read(section);
        var templates = new TemplateReader(fixedValues, new VariableCheck(fixedValues, parameters, preset));
        var gateway = new Gateway
        {
            Name = name,
            Preset = preset?.Name,
            Values = fixedValues,
            Parameters = parameters,
            Request = RequestReader.Read(section, urls, templates),
            Responses = ResponseReader.Read(section),
            MessageLimit = LengthReader.ReadMessage(section),
        };
        var (retry, wait) = Retry(section);
        var connection = connections.Read(section, gateway.Request.Url.Fixed, templates);
        gateway = gateway with
        {
            Timeout = section.Duration("timeout", MinTimeout, MaxTimeout) ?? gateway.Timeout,
            Retry = retry,
            Wait = wait,
            Limits = LimitsReader.Read(section),
            IsPaused = section.Boolean(PausedKey) ?? false,
            Notify = section.String(NotifyReader.Key),
            Network = networks.Read(section, gateway.Request.Url.Fixed),
            Connection = connection,
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

    private Preset? PresetOf(JsonObject values, SettingPath path)
    {
        if (new SettingSection(values, path, faults).String(PresetKey) is not { } name)
            return null;

        var preset = PresetLibrary.Find(name);
        if (preset is null)
        {
            string[] known = [.. PresetLibrary.All.Select(one => one.Name)];
            var choice = NearestName.Of(name, known) is { } meant
                ? $"did you mean '{meant}'?"
                : $"use one of {string.Join(", ", known)}";
            faults.Add(path.Under(PresetKey), $"is not a known preset; {choice}");
        }
        return preset;
    }

    private static (RetryPolicy Policy, WaitRule? Wait) Retry(SettingSection gateway)
    {
        var policy = new RetryPolicy();
        if (gateway.Section("retry") is not { } section)
            return (policy, null);

        policy = policy with
        {
            Attempts = section.Integer("attempts", 1, DeliveryRules.MaxAttempts) ?? policy.Attempts,
            Interval = section.Duration("interval", DeliveryRules.MinPause, DeliveryRules.MaxPause) ?? policy.Interval,
            StopOn = section.Integers("stopOn", 300, 599) ?? policy.StopOn,
            On = section.Integers("on", 300, 599),
        };
        if (policy is { On: not null, StopOn.Count: > 0 })
            section.Fault("on", "excludes stopOn: only one of the two can say which statuses are retried");
        var longest = section.Duration("maxInterval", policy.Interval, DeliveryRules.MaxPause);
        var wait = WaitReader.Read(section);
        section.RejectUnknownKeys();
        policy = policy with
        {
            MaxInterval = longest ?? (policy.MaxInterval > policy.Interval ? policy.MaxInterval : policy.Interval),
        };
        return (policy, wait);
    }
}
