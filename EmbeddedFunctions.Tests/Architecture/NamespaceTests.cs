using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;

namespace EmbeddedFunctions.Tests.Architecture;

/// <summary>
/// The root namespace is the public surface, and all others throw its exception; below it, dependencies point one way.
/// </summary>
public sealed class NamespaceTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded =
        new ArchLoader().LoadAssemblies(typeof(EmbeddedFunctionsApplication).Assembly).Build();

    [Fact]
    public void Namespaces_BelowTheRoot_HaveNoCycles() =>
        SliceRuleDefinition.Slices().Matching("EmbeddedFunctions.(**)").Should().BeFreeOfCycles().Check(Loaded);
}
