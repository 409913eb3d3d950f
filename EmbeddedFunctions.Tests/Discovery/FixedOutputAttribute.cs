using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>An output binding, as a queue's or a table's is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedOutputAttribute : OutputBindingAttribute;
