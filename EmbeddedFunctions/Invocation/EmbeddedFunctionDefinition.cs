using System.Collections.Immutable;
using System.Reflection;
using EmbeddedFunctions.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Invocation;

internal sealed class EmbeddedFunctionDefinition(FunctionDescriptor function) : FunctionDefinition
{
    public override string Id => function.Name;

    public override string Name => function.Name;

    public override string EntryPoint => function.EntryPoint;

    public override string PathToAssembly { get; } = function.DeclaringType.Assembly.Location;

    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType))];

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = function.Parameters
        .Select(p => (p.Name, Attribute: p.GetCustomAttribute<BindingAttribute>()))
        .Where(p => p.Attribute is not null)
        .ToImmutableDictionary(
            p => p.Name!,
            BindingMetadata (p) => new EmbeddedBindingMetadata(p.Name!, FunctionDiscovery.BindingTypeOf(p.Attribute!)));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty;
}
