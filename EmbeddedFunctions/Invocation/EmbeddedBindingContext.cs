using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Invocation;

internal sealed class EmbeddedBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
{
    public static readonly IReadOnlyDictionary<string, object?> NoData = FrozenDictionary<string, object?>.Empty;

    public override IReadOnlyDictionary<string, object?> BindingData => data;
}
