using DurableTask.Sqlite.Tests;
using DurableTask.Sqlite.Tests.Faults;
using DurableTask.Sqlite.Tests.Faults.Killing;
using DurableTask.Sqlite.Tests.Poison.Processes;
using Xunit.MicrosoftTestingPlatform;

return await KilledProcess.RunIfAskedAsync()
    ?? await PoisonedProcess.RunIfAskedAsync()
    ?? await StarvedProcess.RunIfAskedAsync()
    ?? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
