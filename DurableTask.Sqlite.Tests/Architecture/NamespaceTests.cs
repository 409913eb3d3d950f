using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;

namespace DurableTask.Sqlite.Tests.Architecture;

public sealed class NamespaceTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded =
        new ArchLoader().LoadAssemblies(typeof(SqliteOrchestrationService).Assembly).Build();

    [Fact]
    public void Namespaces_HaveNoCycles() =>
        SliceRuleDefinition.Slices().Matching("DurableTask.Sqlite.(**)").Should().BeFreeOfCycles().Check(Loaded);
}
