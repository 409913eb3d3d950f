using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Invocation;

internal sealed class EmbeddedBindingMetadata(string name, string type) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => BindingDirection.In;
}
