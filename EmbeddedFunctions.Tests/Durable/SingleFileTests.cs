using EmbeddedFunctions.Durable.Checks;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The check of a program that is published as a single file, in which assemblies have no path.</summary>
public sealed class SingleFileTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("/app/DurableTask.Core.dll", 0)]
    public void Assembly_ThatIsNoFile_IsAFault(string location, int count)
    {
        var faults = new List<string>();
        SingleFileChecks.Check(location, faults);

        Assert.Equal(count, faults.Count);
        Assert.All(
            faults, fault => Assert.EndsWith("IncludeAllContentForSelfExtract=true.", fault, StringComparison.Ordinal));
    }
}
