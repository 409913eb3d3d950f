using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>An app's own conversion of bodies.</summary>
internal sealed class FixedBody : IFromBodyConversionFeature
{
    public ValueTask<object?> ConvertAsync(FunctionContext context, Type targetType) => new(new Order("fixed", 1));
}
