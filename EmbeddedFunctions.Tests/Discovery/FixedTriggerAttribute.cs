using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>A trigger that isn't supported, like a queue's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedTriggerAttribute : TriggerBindingAttribute;
