using EndToEnd.Tests.Targets;

// The suite on the main target: the app that RELAY_BASE_URL names, else a RelayServer process.
namespace EndToEnd.Tests.Suite.OnMainTarget;

public sealed class SendingTests(RelayTargets targets) : SendingSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class ResponseTests(RelayTargets targets) : ResponseSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class CancelTests(RelayTargets targets) : CancelSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class AttemptsTests(RelayTargets targets) : AttemptsSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class ListTests(RelayTargets targets) : ListSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class ResendTests(RelayTargets targets) : ResendSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class DescriptionTests(RelayTargets targets) : DescriptionSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class PageTests(RelayTargets targets) : PageSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}

public sealed class NotificationTests(RelayTargets targets) : NotificationSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.MainAsync();
}
