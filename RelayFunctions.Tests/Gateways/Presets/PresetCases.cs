namespace RelayFunctions.Tests.Gateways.Presets;

internal static class PresetCases
{
    private static readonly PresetCase[] All =
        [.. ChatCases.All, .. MailCases.All, .. SmsCases.All, .. PushCases.All];

    /// <summary>The case of a preset; each has one.</summary>
    public static PresetCase Of(string preset) => Assert.Single(All, one => one.Preset == preset);
}
