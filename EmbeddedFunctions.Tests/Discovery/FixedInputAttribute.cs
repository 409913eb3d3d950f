using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>An input binding that isn't supported, like a blob's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedInputAttribute : InputBindingAttribute;
