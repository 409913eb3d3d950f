using System.Text.Json;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Tests.Gateways.Presets;
using RelayFunctions.Text;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

public sealed partial class HostilePresetTests
{
    private const int Times = 200;

    private static readonly string[] NeutralizingPresets = ["feishu", "googlechat", "mattermost", "nextcloudtalk", "rocketchat", "webex", "wecom", "zulip"];

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
                    if (parameter is { Type: ParameterType.String, Values: null })
                        fields.Add(preset, parameter.Name);
                }
            }

            return fields;
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Preset_AnyText_ArrivesInItsPlaces(string preset, string field)
    {
        var usual = PresetCases.Of(preset);
        var gateway = usual.Load();
        var bound = gateway.Parameters.All.SingleOrDefault(parameter => parameter.Name == field);
        var others = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(usual.Parameters)!
            .Where(parameter => parameter.Key != field && parameter.Key != bound?.Unless)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value.GetRawText());

        var isInPath = (preset, field) == ("apns", "token");
        HostilePlace.Check(
            gateway,
            field,
            others,
            text => (bound?.MaxLength is not { } max || TextLength.Of(text, bound.Unit) <= max)
                && !(bound?.IsNeeded == true && text.Length == 0)
                && !(isInPath && text is ("." or "..")),
            Times,
            field != "message" ? null : preset == "slack" ? Entities : NeutralizingPresets.Contains(preset) ? Neutral : null);
    }

    private static string Entities(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Neutral(string text) => MentionPattern().Replace(text, "$0\u200B");

    [GeneratedRegex(@"(?<![A-Za-z0-9])@(?=\S)|<(?=users/|!channel|!here|!everyone|!subteam\^|[aA][tT][\s>])", RegexOptions.CultureInvariant)]
    private static partial Regex MentionPattern();
}
