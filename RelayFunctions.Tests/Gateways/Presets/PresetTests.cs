using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Presets;

public sealed partial class PresetTests
{
    public static TheoryData<string> Names => [.. PresetLibrary.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_Message_IsTheRequestOfItsPage(string name)
    {
        var preset = PresetCases.Of(name);
        var gateway = preset.Load();

        var request = TextOf(gateway.Fill(PresetCase.Message, preset.Parameters));

        // Each signature by ECDSA is another one; JwtTests verify it.
        Assert.Equal(preset.Request, JwtPattern().Replace(request, "Bearer TOKEN"));
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
    public void Preset_Responses_AreClassified(string name)
    {
        var preset = PresetCases.Of(name);
        var gateway = preset.Load();

        Assert.All(preset.Delivered, response => Assert.Null(Judge(response).Error));
        Assert.All([.. preset.Retried, .. preset.Final], response => Assert.NotNull(Judge(response).Error));
        Assert.All(preset.Retried, response => Assert.False(IsFinal(response), response));
        Assert.All(preset.Final, response => Assert.True(IsFinal(response), response));
        Assert.All(preset.Throttled, response => Assert.Equal(ResponseMeaning.Throttled, Judge(response).Meaning));

        Verdict Judge(string response) => gateway.Responses.Judge(
            StatusOf(response), new ResponseText(Encoding.UTF8.GetBytes(response[3..].TrimStart())), gateway.SecretTexts);
        bool IsFinal(string response) => Judge(response).Meaning == ResponseMeaning.Rejected || gateway.Retry.IsPermanent(StatusOf(response));
        static int StatusOf(string response) => int.Parse(response[..3], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("telegram", """400 {"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""", ": Bad Request: chat not found")]
    [InlineData("slack", "400 invalid_payload", ": invalid_payload")]
    [InlineData("whatsapp", """400 {"error":{"message":"(#131047) Re-engagement message","code":131047,"error_data":{"details":"More than 24 hours"}}}""", ": More than 24 hours")]
    [InlineData("sns", "400 <ErrorResponse><Error><Code>InvalidParameter</Code><Message>No topic</Message></Error></ErrorResponse>", ": No topic")]
    [InlineData("telnyx", """400 {"errors":[{"code":"40300","title":"Blocked","detail":"The number is blocked"}]}""", ": The number is blocked")]
    [InlineData("clicksend", """400 {"response_msg":"Bad request"}""", ": Bad request")]
    [InlineData("46elks", "400 Invalid to number", ": Invalid to number")]
    [InlineData("seven", """400 {"success":"202"}""", ": 202")]
    [InlineData("seven", "400 900", ": 900")]
    public void Preset_ErrorResponse_IsReportedInTheServicesWords(string name, string response, string told)
    {
        var gateway = PresetCases.Of(name).Load();

        var error = gateway.Responses.Judge(400, new ResponseText(Encoding.UTF8.GetBytes(response[4..])), gateway.SecretTexts).Error;

        Assert.Equal($"400 Bad Request{told}", error);
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_Limits_NameTheirSource(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(BuildOutput.Root, "RelayFunctions", "Gateways", "Presets", "Services", $"{name}.json"));

        var limits = Array.FindIndex(lines, line => line.TrimStart().StartsWith("\"limits\"", StringComparison.Ordinal));

        Assert.True(limits < 0 || lines[limits - 1].Contains("https://", StringComparison.Ordinal));
    }

    // Formats a request as a person would. The boundary of a multipart form is random, and its lines end in CR LF.
    private static string TextOf(RequestDraft request)
    {
        var content = request.Content!;
        var boundary = content.ContentType.Split("boundary=").ElementAtOrDefault(1);
        var lines = string.Concat(request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
        var text = $"{request.Method} {request.Url.AbsoluteUri}\n{lines}Content-Type: {content.ContentType}\n\n{request.Body()}";
        return boundary is null ? text : text.Replace(boundary, "BOUNDARY", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Bearer [\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex JwtPattern();
}
