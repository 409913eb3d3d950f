namespace EndToEnd.Tests.Targets;

/// <summary>A running Relay: its address, and the recording gateway behind its gateways, if there is one.</summary>
internal sealed record RelayTarget(HttpClient Http, ScriptedGateway? Recording)
{
    /// <summary>The recording gateway; skips the test if there is none.</summary>
    public ScriptedGateway Gateway
    {
        get
        {
            Assert.SkipWhen(Recording is null, $"Set {RunningApp.GatewayVariable} to the address of the recording gateway.");
            return Recording!;
        }
    }
}
