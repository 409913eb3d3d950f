using System.Text.Json;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Gateways.Presets;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

public sealed class HostilePresetTests
{
    private const int Times = 200;

    public static TheoryData<string, string> Fields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (var preset in PresetLibrary.All.Select(preset => preset.Name))
            {
                fields.Add(preset, "message");
                foreach (var parameter in PresetCases.Of(preset).Load().Parameters.All)
                {
                    if (parameter is { Type: ParameterType.Text, Values: null })
                        fields.Add(preset, parameter.Name);
                }
            }

            return fields;
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Preset_AnyText_StandsInItsPlaces(string preset, string field)
    {
        var usual = PresetCases.Of(preset);
        var others = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(usual.Parameters)!
            .Where(parameter => parameter.Key != field)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value.GetRawText());

        HostilePlace.Check(usual.Load(), field, others, _ => true, Times);
    }
}
