using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using RelayServer;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RelayFunctions.Tests.Architecture;

/// <summary>The dependencies of RelayServer's namespaces point one way, from the root downwards.</summary>
public sealed class NamespaceTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded =
        new ArchLoader().LoadAssemblies(typeof(RelayServerApplication).Assembly).Build();

    [Fact]
    public void NamespacesOfRelayServer_HaveNoCycles() =>
        SliceRuleDefinition.Slices().Matching("RelayServer.(*)").Should().BeFreeOfCycles().Check(Loaded);

    [Fact]
    public void NamespacesOfRelayServer_DoNotDependOnTheRoot() =>
        Types().That().ResideInNamespaceMatching("^RelayServer\\.").Should()
            .NotDependOnAny(Types().That().ResideInNamespaceMatching("^RelayServer$"))
            .Check(Loaded);
}
