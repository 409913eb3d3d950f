using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>An output binding, like a queue's or a table's.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class FixedOutputAttribute : OutputBindingAttribute;
