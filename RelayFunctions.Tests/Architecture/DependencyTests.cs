using ArchUnitNET.Domain;
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
    private const string Messages = "RelayFunctions.Messages";
    private const string Readers = "RelayFunctions.Gateways.Readers";
    private const string Templates = "RelayFunctions.Gateways.Templates";

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
    public void FoldersOfRelayFunctions_HaveNoCycles() => AssertNoCycles(FolderOf);

    [Fact]
    public void NamespacesOfMessages_HaveNoCycles() => AssertNoCycles(
        type => NamespaceOf(type) is { } found && (found == Messages || found.StartsWith($"{Messages}.")) ? found : null);

    // The root has the values that all others use, and so must not use them.
    [Fact]
    public void RootOfMessages_DependsOnNoOtherNamespaceOfMessages() =>
        Types().That().ResideInNamespaceMatching($"^{Messages}$").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching($"^{Messages}\\."))
            .Check(Loaded);

    [Fact]
    public void NamespacesOfGateways_HaveNoCycles()
    {
        AssertNoCycles(type =>
            NamespaceOf(type)?.Split('.') is [nameof(RelayFunctions), "Gateways", var folder, ..] ? folder : null);

        // The root namespace uses these three namespaces, so they must not use it. All others may.
        Types().That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways\\.(Auth|Requests|Templates)($|\\.)").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways$"))
            .Check(Loaded);
        Types().That().ResideInNamespaceMatching("^RelayFunctions\\.Gateways$").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching(
                "^RelayFunctions\\.Gateways\\.(Catalogue|Limiting|Loading|Presets|Previews|Readers|Sections|Sending|Tokens|Transport)($|\\.)"))
            .Check(Loaded);
    }

    // The root uses all others, and so they must not use it.
    [Theory]
    [InlineData(Readers)]
    [InlineData(Templates)]
    public void NamespacesBelow_HaveNoCycles(string root)
    {
        AssertNoCycles(type => NamespaceOf(type) is { } found && found.StartsWith($"{root}.") ? found : null);

        Types().That().ResideInNamespaceMatching($"^{root}\\.").Should()
            .NotDependOnAny(Types(true).That().ResideInNamespaceMatching($"^{root}$"))
            .Check(Loaded);
    }

    private static string? FolderOf(IType type) =>
        NamespaceOf(type)?.Split('.') is [nameof(RelayFunctions), var folder, ..] ? folder : null;

    private static string? NamespaceOf(IType type) => type.Namespace?.FullName;

    /// <summary>Asserts that the dependencies between parts of the code have no cycles.</summary>
    /// <param name="partOf">Returns the part that a type belongs to; null for none.</param>
    private static void AssertNoCycles(Func<IType, string?> partOf)
    {
        var dependencies = Loaded.Types.Where(type => partOf(type) is not null)
            .SelectMany(type => type.Dependencies.Select(found => (From: partOf(type), To: partOf(found.Target))))
            .Where(found => found.To is not null && found.From != found.To)
            .Distinct().ToList();
        Assert.NotEmpty(dependencies);

        // Removes dependencies at either end of a chain until nothing changes. What remains is on a cycle, or between two.
        for (var count = 0; count != dependencies.Count;)
        {
            count = dependencies.Count;
            dependencies =
            [
                .. dependencies.Where(found => dependencies.Exists(next => next.From == found.To)
                    && dependencies.Exists(previous => previous.To == found.From)),
            ];
        }

        Assert.Empty(dependencies);
    }

    private static void AssertIndependent(Assembly assembly, params Assembly[] others)
    {
        foreach (var other in others)
            Types().That().ResideInAssembly(assembly).Should().NotDependOnAny(Types().That().ResideInAssembly(other)).Check(Loaded);
    }
}
