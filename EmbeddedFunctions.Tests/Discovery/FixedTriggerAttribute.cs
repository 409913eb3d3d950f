using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>A trigger that isn't served, as a queue's isn't.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedTriggerAttribute : TriggerBindingAttribute;
