using EndToEnd.Tests.Targets;

// The suite on the built Functions app, in a host that treats its worker as the Functions host does.
namespace EndToEnd.Tests.Suite.OnWorkerHost;

public sealed class SendingTests(RelayTargets targets) : SendingSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class ResponseTests(RelayTargets targets) : ResponseSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class CancelTests(RelayTargets targets) : CancelSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class AttemptsTests(RelayTargets targets) : AttemptsSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class ListTests(RelayTargets targets) : ListSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class ResendTests(RelayTargets targets) : ResendSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class DescriptionTests(RelayTargets targets) : DescriptionSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class PageTests(RelayTargets targets) : PageSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}

public sealed class NotificationTests(RelayTargets targets) : NotificationSuite
{
    private protected override Task<RelayTarget> TargetAsync() => targets.WorkerAsync();
}
