using System.Globalization;
using System.Text;
using RelayFunctions.Gateways.Answers;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Presets;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. PresetLibrary.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_Message_IsTheRequestOfItsPage(string name)
    {
        var preset = PresetCases.Of(name);
        var gateway = preset.Load();

        Assert.Equal(preset.Request, TextOf(gateway.Fill(PresetCase.Message, preset.Parameters)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_Masked_ShowsNoSecret(string name)
    {
        var preset = PresetCases.Of(name);

        var shown = TextOf(preset.Load().Fill(PresetCase.Message, preset.Parameters, masked: true));

        Assert.Contains("SECRET", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_Answers_AreTakenForWhatTheyAre(string name)
    {
        var preset = PresetCases.Of(name);
        var gateway = preset.Load();

        Assert.All(preset.Delivered, answer => Assert.Null(Judge(answer).Error));
        Assert.All([.. preset.Retried, .. preset.Final], answer => Assert.NotNull(Judge(answer).Error));
        Assert.All(preset.Retried, answer => Assert.False(IsFinal(answer), answer));
        Assert.All(preset.Final, answer => Assert.True(IsFinal(answer), answer));

        Verdict Judge(string answer) => gateway.Responses.Judge(
            StatusOf(answer), new ResponseText(Encoding.UTF8.GetBytes(answer[3..].TrimStart())), gateway.SecretTexts);
        bool IsFinal(string answer) => Judge(answer).IsFinal || gateway.Retry.PauseAfter(1, StatusOf(answer), null) is null;
        static int StatusOf(string answer) => int.Parse(answer[..3], CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_EverySettingSecretAndParameter_IsDescribed(string name)
    {
        var preset = PresetLibrary.Find(name)!;

        Assert.NotEmpty(preset.Title);
        Assert.Equal(Uri.UriSchemeHttps, preset.Documentation.Scheme);
        Assert.All([.. preset.Settings, .. preset.Secrets], value => Assert.NotEmpty(value.Description));
        Assert.All(PresetCases.Of(name).Load().Parameters.All, parameter => Assert.NotEmpty(parameter.Description!));
    }

    // As a person would write it down. The boundary of a multipart form is another each time, and its lines end in CR LF.
    private static string TextOf(RequestDraft request)
    {
        var content = request.Content!;
        var boundary = content.ContentType.Split("boundary=").ElementAtOrDefault(1);
        var lines = string.Concat(request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
        var text = $"{request.Method} {request.Url.AbsoluteUri}\n{lines}Content-Type: {content.ContentType}\n\n{request.Body()}";
        return boundary is null ? text : text.Replace(boundary, "BOUNDARY", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
