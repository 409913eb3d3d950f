using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using RelayFunctions.Functions;
using RelayServer;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace RelayFunctions.Tests.Architecture;

/// <summary>Enforces the dependency rules of docs/architecture.md.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly App = typeof(SendMessage).Assembly;
    private static readonly Assembly Server = typeof(RelayServerApplication).Assembly;
    private static readonly Assembly Embedded = typeof(EmbeddedFunctionsApplication).Assembly;
    private static readonly Assembly Sqlite = typeof(SqliteOrchestrationService).Assembly;
    private static readonly ArchUnitNET.Domain.Architecture Loaded =
        new ArchLoader().LoadAssemblies(App, Server, Embedded, Sqlite).Build();

    [Fact]
    public void RelayFunctions_DependsOnNoOtherProject() => AssertIndependent(App, Server, Embedded, Sqlite);

    [Fact]
    public void EmbeddedFunctions_DependsOnNeitherAppNorStore() => AssertIndependent(Embedded, Server, App, Sqlite);

    [Fact]
    public void DurableTaskSqlite_DependsOnlyOnTheFramework()
    {
        AssertIndependent(Sqlite, Server, App, Embedded);
        Types().That().ResideInAssembly(Sqlite).Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching("^Microsoft\\.(Azure|AspNetCore|DurableTask)($|\\.)"))
            .Check(Loaded);
    }

    [Theory]
    [InlineData("RelayFunctions.Delivery")]
    [InlineData("RelayFunctions.Gateways")]
    public void DeliveryAndGateways_DoNotDependOnFunctions(string folder)
    {
        IObjectProvider<IType> rules = Types().That().ResideInNamespaceMatching($"^{folder}($|\\.)");

        Types().That().Are(rules).Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching(
                "^RelayFunctions\\.(Functions|Messages)($|\\.)|^Microsoft\\.Azure\\.Functions|^Microsoft\\.DurableTask"))
            .Check(Loaded);
    }

    [Fact]
    public void Delivery_DoesNotDependOnGatewaysOrIO() =>
        Types().That().ResideInNamespaceMatching("^RelayFunctions\\.Delivery($|\\.)").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching(
                "^RelayFunctions\\.Gateways($|\\.)|^System\\.(IO|Net\\.Http|Net\\.Sockets)($|\\.)|^Microsoft\\.AspNetCore"))
            .Check(Loaded);

    [Fact]
    public void FoldersOfRelayFunctions_HaveNoCycles()
    {
        var dependencies = Loaded.Types.Where(type => FolderOf(type) is not null)
            .SelectMany(type => type.Dependencies.Select(found => (From: FolderOf(type), To: FolderOf(found.Target))))
            .Where(found => found.To is not null && found.From != found.To)
            .Distinct().ToList();
        Assert.NotEmpty(dependencies);

        // Removes folders without dependencies until nothing changes. What remains is on a cycle or leads to one.
        for (var count = 0; count != dependencies.Count;)
        {
            count = dependencies.Count;
            dependencies = [.. dependencies.Where(found => dependencies.Exists(next => next.From == found.To))];
        }

        Assert.Empty(dependencies);
    }

    [Fact]
    public void NamespacesOfGateways_HaveNoCycles()
    {
        SliceRuleDefinition.Slices().Matching("RelayFunctions.Gateways.(*)").Should().BeFreeOfCycles().Check(Loaded);

        // The root namespace uses these three namespaces, so they must not use it. All others may.
        Types().That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways\\.(Auth|Requests|Templates)($|\\.)").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways$"))
            .Check(Loaded);
        Types().That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways$").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching(
                "^RelayFunctions\\.Gateways\\.(Catalogue|Limiting|Loading|Presets|Previews|Readers|Sections|Sending|Tokens|Transport)($|\\.)"))
            .Check(Loaded);
    }

    private static string? FolderOf(IType type) =>
        type.Namespace?.FullName.Split('.') is [nameof(RelayFunctions), var folder, ..] ? folder : null;

    private static void AssertIndependent(Assembly assembly, params Assembly[] others)
    {
        foreach (var other in others)
            Types().That().ResideInAssembly(assembly).Should().NotDependOnAny(Types().That().ResideInAssembly(other)).Check(Loaded);
    }
}
