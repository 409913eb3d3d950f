namespace EndToEnd.Tests.Targets;

/// <summary>A running Relay: its address, and the recording gateway behind its gateways where there is one.</summary>
internal sealed record RelayTarget(HttpClient Http, ScriptedGateway? Recording)
{
    /// <summary>The recording gateway; without one the test is skipped.</summary>
    public ScriptedGateway Gateway
    {
        get
        {
            Assert.SkipWhen(Recording is null, $"{RunningApp.GatewayVariable} names no address for a recording gateway.");
            return Recording!;
        }
    }
}
