namespace EndToEnd.Tests.Targets;

/// <summary>The settings of every Relay that the suite starts or is pointed at.</summary>
internal static class TargetSettings
{
    public const string CallbackSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string PartnerToken = "partner-token-of-the-suite";

    /// <summary>As environment variables, for gateways that all lead to the recording gateway.</summary>
    public static Dictionary<string, string> For(ScriptedGateway gateway) => new()
    {
        ["Relay__GatewaysFile"] = Path.Combine(AppContext.BaseDirectory, "gateways.json"),
        ["Relay__GatewayBaseUrl"] = gateway.Url,
        ["Relay__DemoGateways"] = "true",
        ["Relay__CallbackSecret"] = CallbackSecret,
        ["Relay__CallbackNetwork"] = "private",
        ["Gateways__partner__secrets__token"] = PartnerToken,
    };
}
