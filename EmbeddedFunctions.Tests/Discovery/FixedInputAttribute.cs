using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>An input binding that isn't served, as a blob's isn't.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedInputAttribute : InputBindingAttribute;
